package dev.inward.lab;

/** The softmax and its gradient. {@link StrictMath} gives the same bits on every processor. */
final class Softmax {

    private Softmax() {}

    /** Replaces the first values of an array by their softmax. */
    static void apply(float[] values, int count) {
        float highest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            highest = Math.max(highest, values[i]);
        }
        float sum = 0;
        for (int i = 0; i < count; i++) {
            values[i] = (float) StrictMath.exp(values[i] - highest);
            sum += values[i];
        }
        for (int i = 0; i < count; i++) {
            values[i] /= sum;
        }
    }

    /** Replaces the gradient of a softmax by the gradient of its input. */
    static void backward(float[] softmax, float[] gradient, int count) {
        float mean = 0;
        for (int i = 0; i < count; i++) {
            mean += softmax[i] * gradient[i];
        }
        for (int i = 0; i < count; i++) {
            gradient[i] = softmax[i] * (gradient[i] - mean);
        }
    }

    /** Returns the softmax over the features of each column. */
    static float[][] ofColumns(float[][] scores) {
        int columns = scores[0].length;
        float[] highest = scores[0].clone();
        for (float[] ofFeature : scores) {
            for (int c = 0; c < columns; c++) {
                highest[c] = Math.max(highest[c], ofFeature[c]);
            }
        }
        var sums = new float[columns];
        var softmax = new float[scores.length][columns];
        for (int f = 0; f < scores.length; f++) {
            for (int c = 0; c < columns; c++) {
                softmax[f][c] = (float) StrictMath.exp(scores[f][c] - highest[c]);
                sums[c] += softmax[f][c];
            }
        }
        for (float[] ofFeature : softmax) {
            for (int c = 0; c < columns; c++) {
                ofFeature[c] /= sums[c];
            }
        }
        return softmax;
    }

    /** Replaces the gradient of {@link #ofColumns} by the gradient of its input. */
    static void backwardOfColumns(float[][] softmax, float[][] gradient) {
        int columns = softmax[0].length;
        var means = new float[columns];
        for (int f = 0; f < softmax.length; f++) {
            for (int c = 0; c < columns; c++) {
                means[c] += softmax[f][c] * gradient[f][c];
            }
        }
        for (int f = 0; f < softmax.length; f++) {
            for (int c = 0; c < columns; c++) {
                gradient[f][c] = softmax[f][c] * (gradient[f][c] - means[c]);
            }
        }
    }
}
