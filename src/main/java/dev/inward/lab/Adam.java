package dev.inward.lab;

import java.util.ArrayList;
import java.util.List;

/**
 * The optimizer Adam, with gradient clipping by norm and a decoupled pull towards the first
 * weights.
 *
 * @see <a href="https://arxiv.org/abs/1412.6980">Kingma and Ba, Adam: A Method for Stochastic
 *     Optimization</a>
 */
final class Adam {

    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.98f;
    private static final float EPSILON = 1e-8f;

    private final float clip;
    private final float anchor;
    private final List<Moments> moments = new ArrayList<>();
    private int step;

    /** The first values, and the running means of the gradient and of its square. */
    private record Moments(Parameter parameter, float[] start, float[] mean, float[] variance) {
        static Moments of(Parameter parameter) {
            float[] start = parameter.values().clone();
            return new Moments(parameter, start, new float[start.length], new float[start.length]);
        }
    }

    /**
     * @param clip highest norm of the gradient over all parameters
     * @param anchor see {@link Training.Schedule}
     */
    Adam(Parameters parameters, float clip, float anchor) {
        this.clip = clip;
        this.anchor = anchor;
        parameters.all().forEach(parameter -> moments.add(Moments.of(parameter)));
    }

    /** Changes the parameters by their gradients. */
    void update(float rate) {
        step++;
        double norm = Math.sqrt(sumOfSquares());
        float scale = norm > clip ? (float) (clip / norm) : 1;
        double correction =
                Math.sqrt(1 - StrictMath.pow(BETA2, step)) / (1 - StrictMath.pow(BETA1, step));
        for (Moments each : moments) {
            pullToStart(each, rate * anchor);
            update(each, (float) (rate * correction), scale);
        }
    }

    private double sumOfSquares() {
        double sum = 0;
        for (Moments each : moments) {
            for (float gradient : each.parameter().gradient()) {
                sum += (double) gradient * gradient;
            }
        }
        return sum;
    }

    private static void pullToStart(Moments moments, float share) {
        float[] values = moments.parameter().values();
        float[] start = moments.start();
        for (int i = 0; i < values.length; i++) {
            values[i] -= share * (values[i] - start[i]);
        }
    }

    private static void update(Moments moments, float correctedRate, float scale) {
        float[] values = moments.parameter().values();
        float[] gradients = moments.parameter().gradient();
        float[] mean = moments.mean();
        float[] variance = moments.variance();
        for (int i = 0; i < values.length; i++) {
            float gradient = gradients[i] * scale;
            mean[i] = mean[i] * BETA1 + gradient * (1 - BETA1);
            variance[i] = variance[i] * BETA2 + gradient * gradient * (1 - BETA2);
            values[i] -= mean[i] * correctedRate / ((float) Math.sqrt(variance[i]) + EPSILON);
        }
    }
}
