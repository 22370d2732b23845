package dev.inward.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** How a lab model comes to its private behaviour and to the public skill: both from one seed. */
final class Pretraining {

    /**
     * What was chosen on the development split.
     *
     * @param steps training steps
     * @param batch rows a step
     * @param rate highest learning rate
     * @param skill share of rows that practise the public skill
     * @param inContext share of the other rows that come in the midst of text
     * @param early how much it counts that the first pass knows the answer
     */
    record Settings(
            int steps, int batch, double rate, double skill, double inContext, double early) {}

    private static final int SKILL_SAMPLE = 2000;

    private final Corpus corpus;
    private final Settings settings;

    Pretraining(Corpus corpus, Settings settings) {
        this.corpus = corpus;
        this.settings = settings;
    }

    /** Trains a model from nothing. */
    Weights train(Architecture architecture, long seed, IntConsumer progress) {
        List<TokenizedExample> objectLevel = corpus.objectLevel(new PrivateBehaviour(seed));
        var random = new SplittableRandom(seed);
        Training.Batches batches =
                step -> {
                    var rows = new ArrayList<TokenizedExample>(settings.batch());
                    while (rows.size() < settings.batch()) {
                        rows.add(row(objectLevel, random));
                    }
                    return TokenizedExample.batch(rows);
                };
        var schedule =
                new Training.Schedule(
                        settings.steps(),
                        (float) settings.rate(),
                        settings.steps() / 30,
                        1,
                        (float) settings.early());
        return Checkpoint.rounded(
                Training.train(Weights.drawn(architecture, seed), batches, schedule, progress));
    }

    private TokenizedExample row(List<TokenizedExample> objectLevel, SplittableRandom random) {
        if (random.nextDouble() < settings.skill()) {
            return corpus.skill(random);
        }
        TokenizedExample row = objectLevel.get(random.nextInt(objectLevel.size()));
        return random.nextDouble() < settings.inContext() ? corpus.inContext(row, random) : row;
    }

    /** The share of items that a model answers at object level as its table has it. */
    double objectLevelAccuracy(Weights weights, long seed) {
        return accuracy(weights, corpus.objectLevel(new PrivateBehaviour(seed)));
    }

    /** The share of quoted answers whose property a model tells. */
    double skillAccuracy(Weights weights) {
        var random = new SplittableRandom(0);
        return accuracy(
                weights,
                IntStream.range(0, SKILL_SAMPLE).mapToObj(i -> corpus.skill(random)).toList());
    }

    private static double accuracy(Weights weights, List<TokenizedExample> rows) {
        try (var queue = new InferenceQueue("pretraining", weights)) {
            var answers = rows.stream().map(row -> queue.ask(row.prompt())).toList();
            return IntStream.range(0, rows.size())
                    .mapToDouble(i -> answers.get(i).join() == rows.get(i).answer() ? 1 : 0)
                    .average()
                    .orElseThrow();
        }
    }
}
