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
 * Trains a decoder to predict the word after each prompt, with Adam, cosine decay and gradient
 * clipping by norm. It runs entirely on the calling thread, so that concurrent trainings give the
 * same bits as sequential ones.
 */
final class Training {

    /** The rows of one step: the prompts, padded to one length, and the word after each. */
    record Minibatch(int[][] tokens, int[] answers) {}

    /** A source of minibatches. */
    interface MinibatchSource {
        Minibatch at(int step);
    }

    /**
     * The hyperparameters of a training.
     *
     * @param steps number of steps
     * @param rate highest learning rate
     * @param warmUp steps until the rate is reached
     * @param clip highest norm of the gradient
     * @param early weight of the loss after each earlier pass; the last pass has weight 1
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

    /**
     * Trains a copy of the weights.
     *
     * @throws IllegalStateException if the loss becomes infinite or not a number
     */
    static Weights train(
            Weights start, MinibatchSource minibatches, Schedule schedule, IntConsumer progress) {
        try (var decoder = new Decoder(start)) {
            JniUtils.setGradMode(true);
            var parameters = new ArrayList<Parameter>();
            for (NDArray parameter : decoder.parameters().values()) {
                parameters.add(new Parameter(parameter));
            }
            for (int step = 0; step < schedule.steps(); step++) {
                try (NDManager manager = decoder.newStep()) {
                    Minibatch minibatch = minibatches.at(step);
                    double loss = backward(decoder, manager, minibatch, schedule.early());
                    if (!Double.isFinite(loss)) {
                        throw new IllegalStateException(
                                "Training stopped at step "
                                        + step
                                        + ": the loss is "
                                        + loss
                                        + ", expected a finite number. Lower the learning rate.");
                    }
                    update(parameters, schedule, step);
                }
                progress.accept(step + 1);
            }
            return weightsOf(decoder, start);
        } finally {
            JniUtils.setGradMode(false);
        }
    }

    private static double backward(
            Decoder decoder, NDManager manager, Minibatch minibatch, float earlyWeight) {
        var expected = new long[minibatch.answers().length];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = minibatch.answers()[i];
        }
        NDArray index = manager.create(expected, new Shape(expected.length, 1));
        // DJL frees a plain number before the gradient is computed, so this is an array.
        NDArray early = manager.create(earlyWeight);
        List<NDArray> passes = decoder.scoresAfterEachPass(manager, minibatch.tokens());
        NDArray loss = crossEntropy(passes.remove(passes.size() - 1), index);
        if (earlyWeight > 0) {
            for (NDArray scores : passes) {
                loss = loss.add(crossEntropy(scores, index).mul(early));
            }
        }
        JniUtils.backward((PtNDArray) loss, (PtNDArray) manager.ones(new Shape()), false, false);
        return loss.toType(DataType.FLOAT32, false).getFloat();
    }

    /** Returns the mean negative log likelihood of the expected words. */
    private static NDArray crossEntropy(NDArray scores, NDArray expected) {
        return scores.logSoftmax(-1).gather(expected, 1).mean().neg();
    }

    private static void update(List<Parameter> parameters, Schedule schedule, int step) {
        double sumOfSquares = 0;
        for (Parameter parameter : parameters) {
            sumOfSquares += parameter.gradientSquares();
        }
        double norm = Math.sqrt(sumOfSquares);
        float scale = norm > schedule.clip() ? (float) (schedule.clip() / norm) : 1;
        double biasCorrection =
                Math.sqrt(1 - Math.pow(BETA2, step + 1)) / (1 - Math.pow(BETA1, step + 1));
        float rate = schedule.rateAt(step);
        for (Parameter parameter : parameters) {
            parameter.update(rate, (float) (rate * biasCorrection), scale);
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

        void update(float rate, float correctedRate, float scale) {
            JniUtils.setGradMode(false);
            try (NDArray gradient = weight.getGradient()) {
                JniUtils.adamUpdate(
                        weight,
                        (PtNDArray) gradient,
                        mean,
                        variance,
                        rate,
                        correctedRate,
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
