package dev.inward.lab;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * The terms that attention adds to its scores before the softmax. Each head has a learned score per
 * distance. A large negative score masks later columns and padding.
 */
final class AttentionBias {

    private static final float MASKED = -1e9f;

    private final int heads;
    private final int columns;
    private final NDArray distances;
    private final NDArray future;
    private final NDArray padding;

    /**
     * @param step owns the arrays
     * @param tokens prompts × columns, padded on the left with {@link Vocabulary#PADDING}
     */
    AttentionBias(NDManager step, int[][] tokens, int heads) {
        this.heads = heads;
        columns = tokens[0].length;
        padding = paddingScores(step, tokens);
        distances = distanceIndex(step);
        future = futureScores(step);
    }

    /**
     * Returns the scores of one layer's distances, with later columns masked.
     *
     * @param table heads × distances
     * @return heads × columns × columns
     */
    NDArray ofDistances(NDArray table) {
        return table.gather(distances, 1).reshape(heads, columns, columns).add(future);
    }

    /** Returns the scores that mask padding: prompts × 1 × 1 × columns. */
    NDArray ofPadding() {
        return padding;
    }

    private NDArray distanceIndex(NDManager step) {
        var index = new long[columns * columns];
        for (int to = 0; to < columns; to++) {
            for (int from = 0; from <= to; from++) {
                index[to * columns + from] = (long) to - from;
            }
        }
        return step.create(index, new Shape(1, (long) columns * columns))
                .broadcast(new Shape(heads, (long) columns * columns));
    }

    private NDArray futureScores(NDManager step) {
        var scores = new float[columns * columns];
        for (int to = 0; to < columns; to++) {
            for (int from = to + 1; from < columns; from++) {
                scores[to * columns + from] = MASKED;
            }
        }
        return step.create(scores, new Shape(1, columns, columns));
    }

    private NDArray paddingScores(NDManager step, int[][] tokens) {
        var scores = new float[tokens.length * columns];
        for (int row = 0; row < tokens.length; row++) {
            for (int column = 0; column < columns; column++) {
                if (tokens[row][column] == Vocabulary.PADDING) {
                    scores[row * columns + column] = MASKED;
                }
            }
        }
        return step.create(scores, new Shape(tokens.length, 1, 1, columns));
    }
}
