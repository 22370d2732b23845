package dev.inward.lab;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The forward pass of a lab model. It reads prompts and scores every word as the next one.
 *
 * <p>The layers run several times. After each pass but the last, every column has a score for each
 * next word. The next pass reads the prompt again, each column together with the mean embedding
 * under these scores. So the model can read its own tentative answer.
 *
 * <p>Prompts are padded on the left, so that the next word always follows the last column. The last
 * layer therefore computes only that column. Positions enter through a learned score per head and
 * distance. Every intermediate array belongs to the step's manager and is freed with it.
 *
 * <p>This class is not thread-safe: each thread needs its own decoder.
 */
final class Decoder implements AutoCloseable {

    private static final float EPSILON = 1e-5f;

    private final Architecture architecture;
    private final NDManager manager;
    private final Map<String, NDArray> parameters = new LinkedHashMap<>();

    Decoder(Weights weights) {
        architecture = weights.architecture();
        manager = TorchEngine.newManager();
        for (var tensor : weights.tensors()) {
            parameters.put(
                    tensor.name(), manager.create(tensor.values(), new Shape(tensor.shape())));
        }
    }

    Map<String, NDArray> parameters() {
        return parameters;
    }

    NDManager newStep() {
        return manager.newSubManager(Device.cpu());
    }

    /**
     * Scores every word of the vocabulary as the next one.
     *
     * @param tokens prompts × columns, padded on the left with {@link Vocabulary#PADDING}
     * @return prompts × vocabulary, on the step's manager
     */
    NDArray nextWordScores(NDManager step, int[][] tokens) {
        return run(step, tokens, new ArrayList<>());
    }

    /**
     * Scores the next word after every pass, as if the model stopped there.
     *
     * @return one array of prompts × vocabulary per pass, in order
     */
    List<NDArray> scoresAfterEachPass(NDManager step, int[][] tokens) {
        List<NDArray> scores = new ArrayList<>();
        scores.add(run(step, tokens, scores));
        return scores;
    }

    private NDArray run(NDManager step, int[][] tokens, List<NDArray> earlierScores) {
        int rows = tokens.length;
        int columns = tokens[0].length;
        var bias = new AttentionBias(step, tokens, architecture.heads());
        NDArray[] positions = new NDArray[architecture.layers()];
        for (int layer = 0; layer < positions.length; layer++) {
            positions[layer] =
                    withParameter(step, "layer" + layer + ".distance", bias::ofDistances);
        }
        NDArray padding = bias.ofPadding();
        NDArray wordEmbeddings = withParameter(step, "embedding", NDArray::transpose);
        NDArray promptEmbeddings = embed(step.create(flat(tokens), new Shape(rows, columns)));
        NDArray stream = promptEmbeddings;
        for (int pass = 1; pass <= architecture.passes(); pass++) {
            boolean isLastPass = pass == architecture.passes();
            for (int layer = 0; layer < positions.length; layer++) {
                boolean isLastColumnOnly = isLastPass && layer == positions.length - 1;
                stream =
                        layer(
                                stream,
                                layer,
                                positions[layer],
                                padding,
                                rows,
                                columns,
                                isLastColumnOnly);
            }
            if (!isLastPass) {
                NDArray scores = scores(stream, wordEmbeddings);
                earlierScores.add(flat(lastColumn(scores, columns)));
                stream = promptEmbeddings.add(scores.softmax(-1).matMul(parameter("embedding")));
            }
        }
        return flat(scores(stream, wordEmbeddings));
    }

    private NDArray scores(NDArray stream, NDArray wordEmbeddings) {
        return norm(stream, "final.norm").matMul(wordEmbeddings);
    }

    private NDArray flat(NDArray oneColumn) {
        return oneColumn.reshape(oneColumn.getShape().get(0), architecture.vocabulary());
    }

    private NDArray embed(NDArray ids) {
        return ids.getNDArrayInternal()
                .embedding(ids, parameter("embedding"), SparseFormat.DENSE)
                .singletonOrThrow();
    }

    private NDArray layer(
            NDArray stream,
            int layer,
            NDArray positions,
            NDArray padding,
            int rows,
            int columns,
            boolean isLastColumnOnly) {
        String prefix = "layer" + layer + ".";
        int outputColumns = isLastColumnOnly ? 1 : columns;
        NDArray normed = norm(stream, prefix + "attention.norm");
        NDArray queryKeyValue =
                normed.matMul(parameter(prefix + "query-key-value"))
                        .reshape(rows, columns, 3, architecture.heads(), architecture.headWidth())
                        .transpose(2, 0, 3, 1, 4);
        NDArray query = queryKeyValue.get(0);
        NDArray outputQuery = isLastColumnOnly ? query.get(":, :, {}:, :", columns - 1) : query;
        NDArray key = queryKeyValue.get(1);
        NDArray value = queryKeyValue.get(2);
        NDArray position = isLastColumnOnly ? lastColumn(positions, columns) : positions;
        NDArray attention =
                outputQuery
                        .matMul(key.transpose(0, 1, 3, 2))
                        .add(position)
                        .add(padding)
                        .softmax(-1);
        NDArray attended =
                attention
                        .matMul(value)
                        .transpose(0, 2, 1, 3)
                        .reshape(rows, outputColumns, architecture.width())
                        .matMul(parameter(prefix + "merge"));
        NDArray attentionOutput =
                (isLastColumnOnly ? lastColumn(stream, columns) : stream).add(attended);
        NDArray feedForward =
                norm(attentionOutput, prefix + "feed.norm")
                        .matMul(parameter(prefix + "feed.in"))
                        .add(parameter(prefix + "feed.in.bias"))
                        .getNDArrayInternal()
                        .relu()
                        .matMul(parameter(prefix + "feed.out"));
        return attentionOutput.add(feedForward);
    }

    private static NDArray lastColumn(NDArray stream, int columns) {
        return stream.get(":, {}:, :", columns - 1);
    }

    private NDArray norm(NDArray stream, String name) {
        NDList normed =
                stream.getNDArrayInternal()
                        .layerNorm(
                                stream,
                                new Shape(architecture.width()),
                                parameter(name + ".gain"),
                                parameter(name + ".bias"),
                                EPSILON);
        return normed.singletonOrThrow();
    }

    private static long[] flat(int[][] tokens) {
        var flat = new long[tokens.length * tokens[0].length];
        int i = 0;
        for (int[] row : tokens) {
            for (int token : row) {
                flat[i++] = token;
            }
        }
        return flat;
    }

    /** Computes an array from a parameter, so that the result belongs to the step's manager. */
    private NDArray withParameter(NDManager step, String name, UnaryOperator<NDArray> operation) {
        NDArray parameter = parameter(name);
        parameter.tempAttach(step);
        NDArray result = operation.apply(parameter);
        parameter.attach(manager);
        return result;
    }

    NDArray parameter(String name) {
        NDArray parameter = parameters.get(name);
        if (parameter == null) {
            throw new IllegalStateException("A lab model has no parameter named " + name);
        }
        return parameter;
    }

    @Override
    public void close() {
        manager.close();
    }
}
