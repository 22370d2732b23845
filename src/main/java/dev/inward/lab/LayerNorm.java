package dev.inward.lab;

/** Layer normalisation of every column, with a learned gain and bias for each feature. */
final class LayerNorm {

    private static final float EPSILON = 1e-5f;

    private final Parameter gain;
    private final Parameter bias;
    private final int width;
    private float[][] normalized = {};
    private float[] inverseDeviations = {};

    LayerNorm(Parameters parameters, String name) {
        gain = parameters.named(name + ".gain");
        bias = parameters.named(name + ".bias");
        width = gain.values().length;
    }

    /** Normalises width × columns, and keeps what {@link #backward} needs. */
    float[][] apply(float[][] input) {
        int columns = input[0].length;
        var means = new float[columns];
        for (float[] ofFeature : input) {
            for (int c = 0; c < columns; c++) {
                means[c] += ofFeature[c];
            }
        }
        for (int c = 0; c < columns; c++) {
            means[c] /= width;
        }
        normalized = new float[width][columns];
        inverseDeviations = new float[columns];
        for (int f = 0; f < width; f++) {
            for (int c = 0; c < columns; c++) {
                float centered = input[f][c] - means[c];
                normalized[f][c] = centered;
                inverseDeviations[c] += centered * centered;
            }
        }
        for (int c = 0; c < columns; c++) {
            inverseDeviations[c] = 1 / (float) Math.sqrt(inverseDeviations[c] / width + EPSILON);
        }
        var output = new float[width][columns];
        for (int f = 0; f < width; f++) {
            float factor = gain.values()[f];
            float term = bias.values()[f];
            for (int c = 0; c < columns; c++) {
                normalized[f][c] *= inverseDeviations[c];
                output[f][c] = normalized[f][c] * factor + term;
            }
        }
        return output;
    }

    /** Adds the gradients of gain and bias and returns the gradient of the input. */
    float[][] backward(float[][] outputGradient) {
        int columns = inverseDeviations.length;
        var means = new float[columns];
        var meanProducts = new float[columns];
        var inputGradient = new float[width][columns];
        for (int f = 0; f < width; f++) {
            float ofGain = 0;
            float ofBias = 0;
            for (int c = 0; c < columns; c++) {
                ofGain += outputGradient[f][c] * normalized[f][c];
                ofBias += outputGradient[f][c];
                float gradient = outputGradient[f][c] * gain.values()[f];
                inputGradient[f][c] = gradient;
                means[c] += gradient / width;
                meanProducts[c] += gradient * normalized[f][c] / width;
            }
            gain.gradient()[f] += ofGain;
            bias.gradient()[f] += ofBias;
        }
        for (int f = 0; f < width; f++) {
            for (int c = 0; c < columns; c++) {
                float centered = inputGradient[f][c] - means[c];
                inputGradient[f][c] =
                        (centered - normalized[f][c] * meanProducts[c]) * inverseDeviations[c];
            }
        }
        return inputGradient;
    }
}
