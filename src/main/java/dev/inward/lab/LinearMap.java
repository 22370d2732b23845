package dev.inward.lab;

/**
 * A product of a weight matrix with every column of its input, and the gradients of it.
 *
 * <p>Activations are arrays of features; the array of a feature has a value for each column. So the
 * innermost loops run over columns, and a JVM computes several of them at once. Each value is a sum
 * over the features in a fixed order on every processor. It does not depend on the other columns.
 */
final class LinearMap {

    private final Parameter weights;
    private final int inputs;
    private final int outputs;
    private final boolean isTransposed;
    private float[][] input = {};

    private LinearMap(Parameter weights, int inputs, int outputs, boolean isTransposed) {
        this.weights = weights;
        this.inputs = inputs;
        this.outputs = outputs;
        this.isTransposed = isTransposed;
    }

    /**
     * @param weights inputs × outputs
     */
    static LinearMap of(Parameter weights, int inputs, int outputs) {
        return new LinearMap(weights, inputs, outputs, false);
    }

    /**
     * @param weights outputs × inputs
     */
    static LinearMap transposed(Parameter weights, int inputs, int outputs) {
        return new LinearMap(weights, inputs, outputs, true);
    }

    /** Maps inputs × columns to outputs × columns, and keeps the input for {@link #backward}. */
    float[][] apply(float[][] input) {
        this.input = input;
        var output = new float[outputs][input[0].length];
        for (int o = 0; o < outputs; o++) {
            addProduct(
                    weights.values(),
                    isTransposed ? o * inputs : o,
                    isTransposed ? 1 : outputs,
                    input,
                    output[o]);
        }
        return output;
    }

    /** Adds the gradient of the weights and returns the gradient of the input. */
    float[][] backward(float[][] outputGradient) {
        var inputGradient = new float[inputs][input[0].length];
        for (int i = 0; i < inputs; i++) {
            addProduct(
                    weights.values(),
                    isTransposed ? i : i * outputs,
                    isTransposed ? inputs : 1,
                    outputGradient,
                    inputGradient[i]);
        }
        if (isTransposed) {
            addWeightGradient(outputGradient, input);
        } else {
            addWeightGradient(input, outputGradient);
        }
        return inputGradient;
    }

    private void addWeightGradient(float[][] left, float[][] right) {
        float[][] rightByColumn = transpose(right);
        for (int row = 0; row < left.length; row++) {
            var sum = new float[right.length];
            addProduct(left[row], 0, 1, rightByColumn, sum);
            for (int i = 0; i < sum.length; i++) {
                weights.gradient()[row * sum.length + i] += sum[i];
            }
        }
    }

    private static float[][] transpose(float[][] matrix) {
        var transposed = new float[matrix[0].length][matrix.length];
        for (int row = 0; row < matrix.length; row++) {
            for (int column = 0; column < transposed.length; column++) {
                transposed[column][row] = matrix[row][column];
            }
        }
        return transposed;
    }

    /**
     * Adds a weighted sum of the rows of a matrix. The factor of row k is {@code factors[first + k
     * · stride]}. Four rows are read at a time. The JVM computes the innermost loop with vector
     * instructions only if all its arrays have the same index.
     */
    private static void addProduct(
            float[] factors, int first, int stride, float[][] matrix, float[] sum) {
        int row = 0;
        int factor = first;
        for (; row + 4 <= matrix.length; row += 4) {
            float a = factors[factor];
            float b = factors[factor + stride];
            float c = factors[factor + 2 * stride];
            float d = factors[factor + 3 * stride];
            float[] rowA = matrix[row];
            float[] rowB = matrix[row + 1];
            float[] rowC = matrix[row + 2];
            float[] rowD = matrix[row + 3];
            for (int i = 0; i < sum.length; i++) {
                sum[i] += (a * rowA[i] + b * rowB[i]) + (c * rowC[i] + d * rowD[i]);
            }
            factor += 4 * stride;
        }
        for (; row < matrix.length; row++) {
            float a = factors[factor];
            float[] rowA = matrix[row];
            for (int i = 0; i < sum.length; i++) {
                sum[i] += a * rowA[i];
            }
            factor += stride;
        }
    }
}
