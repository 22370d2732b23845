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
 * The arithmetic of a lab model: prompts in, one score a word out, for the word that follows.
 *
 * <p>The layers run several times. After each pass but the last every column has scored the word it
 * would say next; the next pass reads the prompt again, each column together with the embedding
 * that this word has on average. What a model would say is thereby something it can read.
 *
 * <p>Prompts are padded on the left, so that the word asked for always follows the last column; the
 * last layer therefore works on that column alone. Positions enter through a learned score per head
 * and distance. Every intermediate array lives on the manager of the token array and is freed with
 * it.
 *
 * <p>Not thread-safe: a thread has a decoder of its own.
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
     * Scores the next word after every pass: what the model would say if it stopped there.
     *
     * @return one array of prompts × vocabulary a pass, in order
     */
    List<NDArray> scoresAfterEachPass(NDManager step, int[][] tokens) {
        List<NDArray> scores = new ArrayList<>();
        scores.add(run(step, tokens, scores));
        return scores;
    }

    private NDArray run(NDManager step, int[][] tokens, List<NDArray> earlier) {
        int rows = tokens.length;
        int columns = tokens[0].length;
        var bias = new AttentionBias(step, tokens, architecture.heads());
        NDArray[] positions = new NDArray[architecture.layers()];
        for (int layer = 0; layer < positions.length; layer++) {
            positions[layer] = lent(step, "layer" + layer + ".distance", bias::ofDistances);
        }
        NDArray padding = bias.ofPadding();
        NDArray words = lent(step, "embedding", NDArray::transpose);
        NDArray read = embed(step.create(flat(tokens), new Shape(rows, columns)));
        NDArray stream = read;
        for (int pass = 1; pass <= architecture.passes(); pass++) {
            boolean isLastPass = pass == architecture.passes();
            for (int layer = 0; layer < positions.length; layer++) {
                boolean lastColumnOnly = isLastPass && layer == positions.length - 1;
                stream =
                        layer(
                                stream,
                                layer,
                                positions[layer],
                                padding,
                                rows,
                                columns,
                                lastColumnOnly);
            }
            if (!isLastPass) {
                NDArray scores = scores(stream, words);
                earlier.add(flat(lastColumn(scores, columns)));
                stream = read.add(scores.softmax(-1).matMul(parameter("embedding")));
            }
        }
        return flat(scores(stream, words));
    }

    private NDArray scores(NDArray stream, NDArray words) {
        return norm(stream, "final.norm").matMul(words);
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
            boolean lastColumnOnly) {
        String in = "layer" + layer + ".";
        int asked = lastColumnOnly ? 1 : columns;
        NDArray normed = norm(stream, in + "attention.norm");
        NDArray three =
                normed.matMul(parameter(in + "query-key-value"))
                        .reshape(rows, columns, 3, architecture.heads(), architecture.headWidth())
                        .transpose(2, 0, 3, 1, 4);
        NDArray query = three.get(0);
        NDArray asking = lastColumnOnly ? query.get(":, :, {}:, :", columns - 1) : query;
        NDArray key = three.get(1);
        NDArray value = three.get(2);
        NDArray position = lastColumnOnly ? lastColumn(positions, columns) : positions;
        NDArray attention =
                asking.matMul(key.transpose(0, 1, 3, 2)).add(position).add(padding).softmax(-1);
        NDArray mixed =
                attention
                        .matMul(value)
                        .transpose(0, 2, 1, 3)
                        .reshape(rows, asked, architecture.width())
                        .matMul(parameter(in + "merge"));
        NDArray after = (lastColumnOnly ? lastColumn(stream, columns) : stream).add(mixed);
        NDArray fed =
                norm(after, in + "feed.norm")
                        .matMul(parameter(in + "feed.in"))
                        .add(parameter(in + "feed.in.bias"))
                        .getNDArrayInternal()
                        .relu()
                        .matMul(parameter(in + "feed.out"));
        return after.add(fed);
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

    /** What is made of a parameter in a step, on the step's manager. */
    private NDArray lent(NDManager step, String name, UnaryOperator<NDArray> work) {
        NDArray parameter = parameter(name);
        parameter.tempAttach(step);
        NDArray made = work.apply(parameter);
        parameter.attach(manager);
        return made;
    }

    NDArray parameter(String name) {
        NDArray parameter = parameters.get(name);
        if (parameter == null) {
            throw new IllegalStateException("a lab model has no parameter named " + name);
        }
        return parameter;
    }

    @Override
    public void close() {
        manager.close();
    }
}
