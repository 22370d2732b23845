package dev.inward.lab;

/**
 * Attention of every column to itself and to the columns before it in its prompt. Each head has a
 * learned score per distance, which is how positions enter.
 */
final class Attention {

    private final Architecture architecture;
    private final PromptColumns columns;
    private final boolean isLastColumnOnly;
    private final Parameter distances;
    private final float[][][][] weights;
    private float[][] input = {};

    /**
     * @param distances the score of each head per distance: heads × distances
     * @param isLastColumnOnly whether only the last column of each prompt attends
     */
    Attention(
            Architecture architecture,
            PromptColumns columns,
            Parameter distances,
            boolean isLastColumnOnly) {
        this.architecture = architecture;
        this.columns = columns;
        this.distances = distances;
        this.isLastColumnOnly = isLastColumnOnly;
        weights = new float[columns.prompts()][architecture.heads()][][];
    }

    /**
     * One column that attends.
     *
     * @param position its position in its prompt
     * @param start the first column of the prompt
     * @param output its column in the output
     */
    private record Query(int position, int start, int output) {
        int column() {
            return start + position;
        }
    }

    private Query query(int prompt, int position) {
        int start = columns.starts()[prompt];
        return new Query(position, start, isLastColumnOnly ? prompt : start + position);
    }

    /** Returns the first position of a prompt that attends. */
    private int firstPosition(int prompt) {
        return isLastColumnOnly ? columns.length(prompt) - 1 : 0;
    }

    /**
     * Attends.
     *
     * @param queryKeyValue the features of all heads' queries, then keys, then values
     * @return the features of all heads; a column per prompt if only the last ones attend
     */
    float[][] apply(float[][] queryKeyValue) {
        input = queryKeyValue;
        int outputColumns = isLastColumnOnly ? columns.prompts() : columns.count();
        var output = new float[architecture.width()][outputColumns];
        for (int prompt = 0; prompt < columns.prompts(); prompt++) {
            for (int head = 0; head < architecture.heads(); head++) {
                weights[prompt][head] = new float[columns.length(prompt)][];
                for (int to = firstPosition(prompt); to < columns.length(prompt); to++) {
                    weights[prompt][head][to] = attend(head, query(prompt, to), output);
                }
            }
        }
        return output;
    }

    private float[] attend(int head, Query query, float[][] output) {
        int count = query.position() + 1;
        var attention = new float[count];
        for (int from = 0; from < count; from++) {
            attention[from] = distances.values()[distance(head, query, from)];
        }
        for (int f = head * architecture.headWidth(); f < end(head); f++) {
            float[] keys = input[architecture.width() + f];
            float ofQuery = input[f][query.column()];
            for (int from = 0; from < count; from++) {
                attention[from] += ofQuery * keys[query.start() + from];
            }
        }
        Softmax.apply(attention, count);
        for (int f = head * architecture.headWidth(); f < end(head); f++) {
            float[] values = input[2 * architecture.width() + f];
            float sum = 0;
            for (int from = 0; from < count; from++) {
                sum += attention[from] * values[query.start() + from];
            }
            output[f][query.output()] = sum;
        }
        return attention;
    }

    /** Adds the gradient of the distances and returns the gradient of the input. */
    float[][] backward(float[][] outputGradient) {
        var gradient = new float[3 * architecture.width()][columns.count()];
        for (int prompt = 0; prompt < columns.prompts(); prompt++) {
            for (int head = 0; head < architecture.heads(); head++) {
                for (int to = firstPosition(prompt); to < columns.length(prompt); to++) {
                    backward(
                            head,
                            query(prompt, to),
                            weights[prompt][head][to],
                            outputGradient,
                            gradient);
                }
            }
        }
        return gradient;
    }

    private void backward(
            int head,
            Query query,
            float[] attention,
            float[][] outputGradient,
            float[][] gradient) {
        int count = query.position() + 1;
        var scores = new float[count];
        for (int f = head * architecture.headWidth(); f < end(head); f++) {
            float[] values = input[2 * architecture.width() + f];
            float[] ofValues = gradient[2 * architecture.width() + f];
            float ofOutput = outputGradient[f][query.output()];
            for (int from = 0; from < count; from++) {
                scores[from] += ofOutput * values[query.start() + from];
                ofValues[query.start() + from] += ofOutput * attention[from];
            }
        }
        Softmax.backward(attention, scores, count);
        for (int from = 0; from < count; from++) {
            distances.gradient()[distance(head, query, from)] += scores[from];
        }
        for (int f = head * architecture.headWidth(); f < end(head); f++) {
            float[] keys = input[architecture.width() + f];
            float[] ofKeys = gradient[architecture.width() + f];
            float queryValue = input[f][query.column()];
            float ofQuery = 0;
            for (int from = 0; from < count; from++) {
                ofQuery += scores[from] * keys[query.start() + from];
                ofKeys[query.start() + from] += scores[from] * queryValue;
            }
            gradient[f][query.column()] += ofQuery;
        }
    }

    private int end(int head) {
        return (head + 1) * architecture.headWidth();
    }

    private int distance(int head, Query query, int from) {
        return head * architecture.context() + query.position() - from;
    }
}
