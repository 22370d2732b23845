package dev.inward.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The forward pass of a lab model, and the gradients of it. It reads prompts and scores every word
 * as the next one.
 *
 * <p>The layers run several times. After each pass but the last, every column has a score for each
 * next word. The next pass reads the prompt again, each column together with the mean embedding
 * under these scores. So the model can read its own tentative answer. In the last pass, the last
 * layer computes only the last column of each prompt.
 *
 * <p>All arithmetic is in Java and in a fixed order, and {@link StrictMath} computes its functions.
 * So the bits are the same on every machine, and the scores of a prompt do not depend on the
 * prompts beside it.
 *
 * <p>One object reads one group of prompts once. It is not thread-safe.
 */
final class Decoder {

    private final Architecture architecture;
    private final PromptColumns columns;
    private final Parameter embedding;
    private final List<Pass> passes = new ArrayList<>();

    /** One run of the layers. The last pass has no feedback. */
    private final class Pass {
        private final boolean isLast;
        private final List<Layer> layers = new ArrayList<>();
        private final LayerNorm norm;
        private final LinearMap readout;
        private final LinearMap feedback;
        private float[][] probabilities = {};

        Pass(Parameters parameters, boolean isLast) {
            this.isLast = isLast;
            for (int layer = 0; layer < architecture.layers(); layer++) {
                boolean isLastColumnOnly = isLast && layer == architecture.layers() - 1;
                layers.add(new Layer(parameters, layer, columns, isLastColumnOnly));
            }
            norm = new LayerNorm(parameters, "final.norm");
            readout =
                    LinearMap.transposed(
                            embedding, architecture.width(), architecture.vocabulary());
            feedback = LinearMap.of(embedding, architecture.vocabulary(), architecture.width());
        }

        float[][] scores(float[][] stream) {
            float[][] output = stream;
            for (Layer layer : layers) {
                output = layer.apply(output);
            }
            return readout.apply(norm.apply(output));
        }

        float[][] feedback(float[][] scores) {
            probabilities = Softmax.ofColumns(scores);
            return feedback.apply(probabilities);
        }

        float[][] feedbackBackward(float[][] gradient) {
            float[][] scoreGradient = feedback.backward(gradient);
            Softmax.backwardOfColumns(probabilities, scoreGradient);
            return scoreGradient;
        }

        float[][] backward(float[][] scoreGradient) {
            float[][] gradient = norm.backward(readout.backward(scoreGradient));
            for (int layer = layers.size() - 1; layer >= 0; layer--) {
                gradient = layers.get(layer).backward(gradient);
            }
            return gradient;
        }
    }

    /**
     * @param prompts the tokens of each prompt; at least one prompt, each with at least one token
     */
    Decoder(Parameters parameters, int[][] prompts) {
        architecture = parameters.architecture();
        columns = PromptColumns.of(prompts);
        embedding = parameters.named("embedding");
        for (int pass = 1; pass <= architecture.passes(); pass++) {
            passes.add(new Pass(parameters, pass == architecture.passes()));
        }
    }

    /**
     * Scores every word of the vocabulary as the one after each prompt.
     *
     * @return for each pass, as if the model stopped there: vocabulary × prompts
     */
    List<float[][]> scoresAfterEachPass() {
        List<float[][]> scores = new ArrayList<>();
        float[][] prompt = embed();
        float[][] stream = prompt;
        for (Pass pass : passes) {
            float[][] ofPass = pass.scores(stream);
            if (pass.isLast) {
                scores.add(ofPass);
            } else {
                scores.add(columns.last(ofPass));
                stream = pass.feedback(ofPass);
                PromptColumns.add(prompt, stream);
            }
        }
        return scores;
    }

    /**
     * Adds the gradients of all parameters.
     *
     * @param scoreGradients the gradient of the loss for the scores after each pass
     */
    void backward(List<float[][]> scoreGradients) {
        var promptGradient = new float[architecture.width()][columns.count()];
        float[][] streamGradient = promptGradient;
        for (int i = passes.size() - 1; i >= 0; i--) {
            Pass pass = passes.get(i);
            float[][] scoreGradient = scoreGradients.get(i);
            if (!pass.isLast) {
                scoreGradient = pass.feedbackBackward(streamGradient);
                columns.addToLast(scoreGradients.get(i), scoreGradient);
            }
            streamGradient = pass.backward(scoreGradient);
            PromptColumns.add(streamGradient, promptGradient);
        }
        embedBackward(promptGradient);
    }

    private int[] allTokens() {
        return Arrays.stream(columns.tokens()).flatMapToInt(Arrays::stream).toArray();
    }

    private float[][] embed() {
        var embedded = new float[architecture.width()][columns.count()];
        int[] tokens = allTokens();
        for (int feature = 0; feature < embedded.length; feature++) {
            for (int column = 0; column < tokens.length; column++) {
                embedded[feature][column] =
                        embedding.values()[tokens[column] * embedded.length + feature];
            }
        }
        return embedded;
    }

    private void embedBackward(float[][] gradient) {
        int[] tokens = allTokens();
        for (int column = 0; column < tokens.length; column++) {
            for (int feature = 0; feature < gradient.length; feature++) {
                embedding.gradient()[tokens[column] * gradient.length + feature] +=
                        gradient[feature][column];
            }
        }
    }
}
