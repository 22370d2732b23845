package dev.inward.lab;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Teaches a decoder the word that follows each prompt: Adam, cosine decay, gradient clipped by its
 * norm. Runs wholly on the calling thread, so that two trainings side by side give the same bits as
 * one after the other.
 */
final class Training {

    /** What one step learns from: the prompts, all padded alike, and the word after each. */
    record Batch(int[][] tokens, int[] answers) {}

    /** Where the batches of a training come from. */
    interface Batches {
        Batch at(int step);
    }

    /**
     * How a training goes.
     *
     * @param steps number of steps
     * @param rate highest learning rate
     * @param warmUp steps until the rate is reached
     * @param clip longest gradient
     * @param early how much it counts that an earlier pass knows the word already, beside 1 for the
     *     last one
     */
    record Schedule(int steps, float rate, int warmUp, float clip, float early) {
        float rateAt(int step) {
            if (step < warmUp) {
                return rate * (step + 1) / warmUp;
            }
            double done = (double) (step - warmUp) / Math.max(1, steps - warmUp);
            return (float) (rate * 0.5 * (1 + Math.cos(Math.PI * done)));
        }
    }

    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.98f;
    private static final float EPSILON = 1e-8f;

    private Training() {}

    /** Trains a copy of the weights; throws if the loss stops being a number. */
    static Weights train(Weights start, Batches batches, Schedule schedule, IntConsumer progress) {
        try (var decoder = new Decoder(start)) {
            JniUtils.setGradMode(true);
            var optimizer = new ArrayList<Parameter>();
            for (NDArray parameter : decoder.parameters().values()) {
                optimizer.add(new Parameter(parameter));
            }
            for (int step = 0; step < schedule.steps(); step++) {
                try (NDManager manager = decoder.newStep()) {
                    Batch batch = batches.at(step);
                    double loss = backward(decoder, manager, batch, schedule.early());
                    if (!Double.isFinite(loss)) {
                        throw new IllegalStateException(
                                "training stopped at step "
                                        + step
                                        + ": the loss is "
                                        + loss
                                        + ", expected a finite number; lower the learning rate");
                    }
                    update(optimizer, schedule, step);
                }
                progress.accept(step + 1);
            }
            return weightsOf(decoder, start);
        } finally {
            JniUtils.setGradMode(false);
        }
    }

    private static double backward(
            Decoder decoder, NDManager manager, Batch batch, float earlyWeight) {
        var expected = new long[batch.answers().length];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = batch.answers()[i];
        }
        NDArray index = manager.create(expected, new Shape(expected.length, 1));
        // A number would do, but DJL frees it before the gradient is computed.
        NDArray early = manager.create(earlyWeight);
        List<NDArray> passes = decoder.scoresAfterEachPass(manager, batch.tokens());
        NDArray loss = surprise(passes.remove(passes.size() - 1), index);
        if (earlyWeight > 0) {
            for (NDArray scores : passes) {
                loss = loss.add(surprise(scores, index).mul(early));
            }
        }
        JniUtils.backward((PtNDArray) loss, (PtNDArray) manager.ones(new Shape()), false, false);
        return loss.toType(DataType.FLOAT32, false).getFloat();
    }

    /** The mean surprise at the expected words: their negative log likelihood. */
    private static NDArray surprise(NDArray scores, NDArray expected) {
        return scores.logSoftmax(-1).gather(expected, 1).mean().neg();
    }

    private static void update(List<Parameter> parameters, Schedule schedule, int step) {
        double squares = 0;
        for (Parameter parameter : parameters) {
            squares += parameter.gradientSquares();
        }
        double norm = Math.sqrt(squares);
        float scale = norm > schedule.clip() ? (float) (schedule.clip() / norm) : 1;
        double unbias = Math.sqrt(1 - Math.pow(BETA2, step + 1)) / (1 - Math.pow(BETA1, step + 1));
        float rate = schedule.rateAt(step);
        for (Parameter parameter : parameters) {
            parameter.update(rate, (float) (rate * unbias), scale);
        }
    }

    private static Weights weightsOf(Decoder decoder, Weights start) {
        var tensors = new ArrayList<Weights.Tensor>();
        for (var tensor : start.tensors()) {
            NDArray trained = decoder.parameter(tensor.name());
            tensors.add(new Weights.Tensor(tensor.name(), tensor.shape(), trained.toFloatArray()));
        }
        return new Weights(start.architecture(), tensors);
    }

    private static final class Parameter {
        private final PtNDArray weight;
        private final PtNDArray mean;
        private final PtNDArray variance;

        Parameter(NDArray weight) {
            this.weight = (PtNDArray) weight;
            NDManager manager = weight.getManager();
            mean = (PtNDArray) manager.zeros(weight.getShape());
            variance = (PtNDArray) manager.zeros(weight.getShape());
            weight.setRequiresGradient(true);
        }

        double gradientSquares() {
            try (NDArray gradient = weight.getGradient();
                    NDArray square = gradient.square();
                    NDArray sum = square.sum()) {
                return sum.getFloat();
            }
        }

        void update(float rate, float unbiasedRate, float scale) {
            JniUtils.setGradMode(false);
            try (NDArray gradient = weight.getGradient()) {
                JniUtils.adamUpdate(
                        weight,
                        (PtNDArray) gradient,
                        mean,
                        variance,
                        rate,
                        unbiasedRate,
                        0,
                        scale,
                        -1,
                        BETA1,
                        BETA2,
                        EPSILON,
                        true);
                JniUtils.zeroGrad(weight);
            } finally {
                JniUtils.setGradMode(true);
            }
        }
    }
}
