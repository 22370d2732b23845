package dev.inward.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The numbers of one lab model, in a fixed order. Immutable by convention: nobody writes to it. */
record Weights(Architecture architecture, List<Tensor> tensors) {

    /** One named array, row-major. */
    record Tensor(String name, long[] shape, float[] values) {}

    Weights {
        tensors = List.copyOf(tensors);
    }

    /** Draws weights from the seed alone, the same on every JVM. */
    static Weights drawn(Architecture a, long seed) {
        var random = new SplittableRandom(seed);
        var tensors = new ArrayList<Tensor>();
        tensors.add(gaussian("embedding", random, 0.125, a.vocabulary(), a.width()));
        for (int layer = 0; layer < a.layers(); layer++) {
            String in = "layer" + layer + ".";
            double fanIn = 1 / Math.sqrt(a.width());
            tensors.add(constant(in + "attention.norm.gain", 1, a.width()));
            tensors.add(constant(in + "attention.norm.bias", 0, a.width()));
            tensors.add(attentionInput(in + "query-key-value", random, a));
            tensors.add(gaussian(in + "merge", random, fanIn / 2, a.width(), a.width()));
            tensors.add(constant(in + "distance", 0, a.heads(), a.context()));
            tensors.add(constant(in + "feed.norm.gain", 1, a.width()));
            tensors.add(constant(in + "feed.norm.bias", 0, a.width()));
            tensors.add(gaussian(in + "feed.in", random, fanIn * 1.4, a.width(), a.hidden()));
            tensors.add(constant(in + "feed.in.bias", 0, a.hidden()));
            tensors.add(
                    gaussian(
                            in + "feed.out",
                            random,
                            0.7 / Math.sqrt(a.hidden()),
                            a.hidden(),
                            a.width()));
        }
        tensors.add(constant("final.norm.gain", 1, a.width()));
        tensors.add(constant("final.norm.bias", 0, a.width()));
        return new Weights(a, tensors);
    }

    int parameters() {
        return tensors.stream().mapToInt(t -> t.values().length).sum();
    }

    private static Tensor constant(String name, float value, long... shape) {
        var values = new float[size(shape)];
        java.util.Arrays.fill(values, value);
        return new Tensor(name, shape, values);
    }

    /** Queries, keys and values side by side; the queries carry attention's 1/sqrt(head width). */
    private static Tensor attentionInput(String name, RandomGenerator random, Architecture a) {
        Tensor drawn = gaussian(name, random, 1 / Math.sqrt(a.width()), a.width(), 3L * a.width());
        float perHead = (float) (1 / Math.sqrt(a.headWidth()));
        for (int i = 0; i < drawn.values().length; i++) {
            if (i % (3 * a.width()) < a.width()) {
                drawn.values()[i] *= perHead;
            }
        }
        return drawn;
    }

    private static Tensor gaussian(
            String name, RandomGenerator random, double deviation, long... shape) {
        var values = new float[size(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return new Tensor(name, shape, values);
    }

    static int size(long... shape) {
        long size = 1;
        for (long side : shape) {
            size *= side;
        }
        return Math.toIntExact(size);
    }
}
