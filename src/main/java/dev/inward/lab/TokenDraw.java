package dev.inward.lab;

import java.nio.ByteBuffer;

/**
 * Draws a token from the softmax of the scores at a temperature: token i has the probability {@code
 * exp(score[i] / temperature) / sum over k of exp(score[k] / temperature)}. The draw inverts the
 * cumulative probability at one number, which a seed determines. All arithmetic is in a fixed order
 * and in {@link StrictMath}, so a seed draws the same token on every machine.
 *
 * @param temperature the temperature, above 0
 * @param seed determines the draw
 */
record TokenDraw(double temperature, Sha256Hash seed) implements TokenChoice {

    @Override
    public int choose(float[] scores) {
        int likeliest = LIKELIEST.choose(scores);
        var weights = new double[scores.length];
        double sum = 0;
        for (int token = 0; token < scores.length; token++) {
            double distance = (double) scores[token] - scores[likeliest];
            weights[token] = StrictMath.exp(distance / temperature);
            sum += weights[token];
        }
        double rest = uniform() * sum;
        for (int token = 0; token < scores.length; token++) {
            rest -= weights[token];
            if (rest < 0) {
                return token;
            }
        }
        return likeliest;
    }

    /** Returns a number from 0 to below 1: the first 53 bits of the seed. */
    private double uniform() {
        return (ByteBuffer.wrap(seed.bytes()).getLong() >>> 11) * 0x1.0p-53;
    }
}
