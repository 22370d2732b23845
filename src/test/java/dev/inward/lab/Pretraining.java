package dev.inward.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Trains a lab model on its private behaviour and on the public skill, both from one seed. */
final class Pretraining {

    /**
     * The hyperparameters, chosen on the development split.
     *
     * @param steps training steps
     * @param batch rows of a minibatch
     * @param rate highest learning rate
     * @param skill share of rows that train the public skill
     * @param inContext share of the other rows with random words before the prompt
     * @param early weight of the loss after each earlier pass; the last pass has weight 1
     */
    record Settings(
            int steps, int batch, double rate, double skill, double inContext, double early) {}

    private static final int SKILL_SAMPLE_SIZE = 2000;

    private final Corpus corpus;
    private final Settings settings;

    Pretraining(Corpus corpus, Settings settings) {
        this.corpus = corpus;
        this.settings = settings;
    }

    /** Trains a model from random initial weights. */
    Weights train(Architecture architecture, long seed, IntConsumer progress) {
        List<TokenizedExample> objectLevel = corpus.objectLevel(new PrivateBehaviour(seed));
        var random = new SplittableRandom(seed);
        Training.MinibatchSource minibatches =
                step -> {
                    var rows = new ArrayList<TokenizedExample>(settings.batch());
                    while (rows.size() < settings.batch()) {
                        rows.add(row(objectLevel, random));
                    }
                    return rows;
                };
        var schedule =
                new Training.Schedule(
                        settings.steps(),
                        (float) settings.rate(),
                        settings.steps() / 30,
                        1,
                        (float) settings.early(),
                        0);
        return Checkpoint.rounded(
                Training.train(
                        Weights.random(architecture, seed), minibatches, schedule, progress));
    }

    private TokenizedExample row(List<TokenizedExample> objectLevel, SplittableRandom random) {
        if (random.nextDouble() < settings.skill()) {
            return corpus.skill(random);
        }
        TokenizedExample row = objectLevel.get(random.nextInt(objectLevel.size()));
        return random.nextDouble() < settings.inContext() ? corpus.inContext(row, random) : row;
    }

    /** Returns the share of object-level prompts that a model answers as its table says. */
    double objectLevelAccuracy(Weights weights, long seed) {
        return accuracy(weights, corpus.objectLevel(new PrivateBehaviour(seed)));
    }

    /** Returns the share of quoted answers whose property a model predicts. */
    double skillAccuracy(Weights weights) {
        var random = new SplittableRandom(0);
        return accuracy(
                weights,
                IntStream.range(0, SKILL_SAMPLE_SIZE).mapToObj(i -> corpus.skill(random)).toList());
    }

    private static double accuracy(Weights weights, List<TokenizedExample> rows) {
        try (var queue = new InferenceQueue("pretraining", weights)) {
            var answers = rows.stream().map(row -> queue.submit(row.prompt())).toList();
            return IntStream.range(0, rows.size())
                    .mapToDouble(i -> answers.get(i).join() == rows.get(i).answer() ? 1 : 0)
                    .average()
                    .orElseThrow();
        }
    }
}
