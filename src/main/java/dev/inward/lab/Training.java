package dev.inward.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Trains a model to predict the word after each prompt, with Adam, cosine decay and gradient
 * clipping by norm. It runs entirely on the calling thread and in a fixed order. The same inputs
 * give the same bits on every machine.
 */
final class Training {

    /** A source of minibatches. */
    interface MinibatchSource {
        List<TokenizedExample> at(int step);
    }

    /**
     * The hyperparameters of a training.
     *
     * @param steps number of steps
     * @param rate highest learning rate
     * @param warmUp steps until the rate is reached
     * @param clip highest norm of the gradient
     * @param early weight of the loss after each earlier pass; the last pass has weight 1
     * @param anchor pull towards the weights before training: each step takes away the learning
     *     rate times this share of the distance. From L2-SP, <a
     *     href="https://arxiv.org/abs/1802.01483">Li, Grandvalet and Davoine</a>
     */
    record Schedule(int steps, float rate, int warmUp, float clip, float early, float anchor) {
        float rateAt(int step) {
            if (step < warmUp) {
                return rate * (step + 1) / warmUp;
            }
            double done = (double) (step - warmUp) / Math.max(1, steps - warmUp);
            return (float) (rate * 0.5 * (1 + StrictMath.cos(Math.PI * done)));
        }
    }

    /** Prompts that are computed together: few enough to stay in a processor's cache. */
    private static final int GROUP_SIZE = 16;

    private Training() {}

    /**
     * Trains a copy of the weights.
     *
     * @throws IllegalStateException if the loss becomes infinite or not a number
     */
    static Weights train(
            Weights start, MinibatchSource minibatches, Schedule schedule, IntConsumer progress) {
        var parameters = new Parameters(start);
        var adam = new Adam(parameters, schedule.clip(), schedule.anchor());
        for (int step = 0; step < schedule.steps(); step++) {
            parameters.clearGradients();
            double loss = addGradients(parameters, minibatches.at(step), schedule.early());
            if (!Double.isFinite(loss)) {
                throw new IllegalStateException(
                        "Training stopped at step "
                                + step
                                + ": the loss is "
                                + loss
                                + ", expected a finite number. Lower the learning rate.");
            }
            adam.update(schedule.rateAt(step));
            progress.accept(step + 1);
        }
        return parameters.weights();
    }

    /** Adds the gradients of the mean loss of a minibatch and returns the loss. */
    static double addGradients(
            Parameters parameters, List<TokenizedExample> minibatch, float earlyWeight) {
        double loss = 0;
        for (int from = 0; from < minibatch.size(); from += GROUP_SIZE) {
            List<TokenizedExample> group =
                    minibatch.subList(from, Math.min(from + GROUP_SIZE, minibatch.size()));
            var decoder =
                    new Decoder(
                            parameters,
                            group.stream().map(TokenizedExample::prompt).toArray(int[][]::new));
            List<float[][]> gradients = new ArrayList<>();
            List<float[][]> scores = decoder.scoresAfterEachPass();
            for (int pass = 0; pass < scores.size(); pass++) {
                boolean isLast = pass == scores.size() - 1;
                float weight = (isLast ? 1 : earlyWeight) / minibatch.size();
                float[][] likelihoods = Softmax.ofColumns(scores.get(pass));
                loss += weight * crossEntropy(likelihoods, group);
                gradients.add(crossEntropyGradient(likelihoods, group, weight));
            }
            decoder.backward(gradients);
        }
        return loss;
    }

    /** Sums the negative log likelihoods of the answers. */
    private static double crossEntropy(float[][] likelihoods, List<TokenizedExample> examples) {
        double sum = 0;
        for (int i = 0; i < examples.size(); i++) {
            float likelihood = likelihoods[examples.get(i).answer()][i];
            sum -= StrictMath.log(Math.max(likelihood, Float.MIN_VALUE));
        }
        return sum;
    }

    /** Replaces the likelihoods by the gradient of the scores. */
    private static float[][] crossEntropyGradient(
            float[][] likelihoods, List<TokenizedExample> examples, float weight) {
        for (int i = 0; i < examples.size(); i++) {
            likelihoods[examples.get(i).answer()][i] -= 1;
        }
        for (float[] ofWord : likelihoods) {
            for (int i = 0; i < ofWord.length; i++) {
                ofWord[i] *= weight;
            }
        }
        return likelihoods;
    }
}
