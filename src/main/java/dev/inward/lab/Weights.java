package dev.inward.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The parameters of one lab model, in a fixed order. The arrays must not be changed. */
record Weights(Architecture architecture, List<Tensor> tensors) {

    /** One named array, row-major. */
    record Tensor(String name, long[] shape, float[] values) {}

    Weights {
        tensors = List.copyOf(tensors);
    }

    /** Returns random initial weights. The same seed gives the same weights on every JVM. */
    static Weights random(Architecture architecture, long seed) {
        var random = new SplittableRandom(seed);
        var tensors = new ArrayList<Tensor>();
        tensors.add(
                gaussian(
                        "embedding",
                        random,
                        0.125,
                        architecture.vocabulary(),
                        architecture.width()));
        for (int layer = 0; layer < architecture.layers(); layer++) {
            String prefix = "layer" + layer + ".";
            double fanIn = 1 / Math.sqrt(architecture.width());
            tensors.add(constant(prefix + "attention.norm.gain", 1, architecture.width()));
            tensors.add(constant(prefix + "attention.norm.bias", 0, architecture.width()));
            tensors.add(attentionInput(prefix + "query-key-value", random, architecture));
            tensors.add(
                    gaussian(
                            prefix + "merge",
                            random,
                            fanIn / 2,
                            architecture.width(),
                            architecture.width()));
            tensors.add(
                    constant(prefix + "distance", 0, architecture.heads(), architecture.context()));
            tensors.add(constant(prefix + "feed.norm.gain", 1, architecture.width()));
            tensors.add(constant(prefix + "feed.norm.bias", 0, architecture.width()));
            tensors.add(
                    gaussian(
                            prefix + "feed.in",
                            random,
                            fanIn * 1.4,
                            architecture.width(),
                            architecture.hidden()));
            tensors.add(constant(prefix + "feed.in.bias", 0, architecture.hidden()));
            tensors.add(
                    gaussian(
                            prefix + "feed.out",
                            random,
                            0.7 / Math.sqrt(architecture.hidden()),
                            architecture.hidden(),
                            architecture.width()));
        }
        tensors.add(constant("final.norm.gain", 1, architecture.width()));
        tensors.add(constant("final.norm.bias", 0, architecture.width()));
        return new Weights(architecture, tensors);
    }

    int parameterCount() {
        return tensors.stream().mapToInt(tensor -> tensor.values().length).sum();
    }

    private static Tensor constant(String name, float value, long... shape) {
        var values = new float[size(shape)];
        java.util.Arrays.fill(values, value);
        return new Tensor(name, shape, values);
    }

    /**
     * Returns queries, keys and values side by side. The queries include the factor 1/sqrt(head
     * width).
     */
    private static Tensor attentionInput(
            String name, RandomGenerator random, Architecture architecture) {
        Tensor drawn =
                gaussian(
                        name,
                        random,
                        1 / Math.sqrt(architecture.width()),
                        architecture.width(),
                        3L * architecture.width());
        float perHead = (float) (1 / Math.sqrt(architecture.headWidth()));
        for (int i = 0; i < drawn.values().length; i++) {
            if (i % (3 * architecture.width()) < architecture.width()) {
                drawn.values()[i] *= perHead;
            }
        }
        return drawn;
    }

    private static Tensor gaussian(
            String name, RandomGenerator random, double deviation, long... shape) {
        var values = new float[size(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * gaussian(random));
        }
        return new Tensor(name, shape, values);
    }

    /** Draws by the method of Box and Muller, with functions that give the same bits everywhere. */
    private static double gaussian(RandomGenerator random) {
        double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }

    static int size(long... shape) {
        long size = 1;
        for (long side : shape) {
            size *= side;
        }
        return Math.toIntExact(size);
    }
}
