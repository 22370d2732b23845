package dev.inward.lab;

/**
 * The values of one tensor, and the gradient of the loss for each of them.
 *
 * @param values row-major; training changes them
 * @param gradient as long as the values; each backward pass adds to it
 */
record Parameter(float[] values, float[] gradient) {

    static Parameter of(float[] values) {
        return new Parameter(values.clone(), new float[values.length]);
    }
}
