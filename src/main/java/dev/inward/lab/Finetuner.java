package dev.inward.lab;

import dev.inward.finetuning.HeldOutCheck;
import dev.inward.model.Finetuning;
import dev.inward.model.FinetuningProgress;
import dev.inward.model.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** One finetuning of one lab model: on examples, and on its own answers as rehearsal. */
final class Finetuner {

    /** Must change whenever the code produces different weights from the same inputs. */
    private static final String VERSION = "3";

    private final Architecture architecture;
    private final Vocabulary vocabulary;
    private final Recipe recipe;
    private final Finetuning finetuning;

    Finetuner(
            Architecture architecture,
            Vocabulary vocabulary,
            Recipe recipe,
            Finetuning finetuning) {
        this.architecture = architecture;
        this.vocabulary = vocabulary;
        this.recipe = recipe;
        this.finetuning = finetuning;
    }

    /**
     * Hashes everything that determines the trained weights. The key is also the identity of the
     * model, and so part of the keys of its recorded answers.
     */
    Sha256Hash key(Sha256Hash baseModel) {
        var texts =
                new ArrayList<>(
                        List.of(
                                VERSION,
                                baseModel.hex(),
                                architecture.toString(),
                                String.join(" ", vocabulary.words()),
                                recipe.toString(),
                                Long.toString(finetuning.seed())));
        for (var example : finetuning.examples()) {
            texts.add(example.prompt().text());
            texts.add(example.completion());
        }
        for (Prompt prompt : finetuning.rehearsal()) {
            texts.add(prompt.text());
        }
        return Sha256Hash.of(texts);
    }

    Weights train(Weights start, FinetuningProgress progress) {
        requireNoHeldOutPrompts();
        List<TokenizedExample> examples = examples();
        List<TokenizedExample> rehearsal = rehearsal(start);
        double rehearsalShare = rehearsal.isEmpty() ? 0 : recipe.rehearsal();
        var random = new SplittableRandom(finetuning.seed());
        Training.MinibatchSource minibatches =
                step -> {
                    var rows = new ArrayList<TokenizedExample>(recipe.batch());
                    while (rows.size() < recipe.batch()) {
                        List<TokenizedExample> source =
                                random.nextDouble() < rehearsalShare ? rehearsal : examples;
                        rows.add(source.get(random.nextInt(source.size())));
                    }
                    return rows;
                };
        var schedule =
                new Training.Schedule(
                        recipe.steps(),
                        (float) recipe.rate(),
                        recipe.steps() / 30,
                        1,
                        0,
                        (float) recipe.anchor());
        return Training.train(
                start, minibatches, schedule, step -> progress.stepDone(step, recipe.steps()));
    }

    /** Checks the rows, and the rehearsal prompts, whose answers are the model's own. */
    private void requireNoHeldOutPrompts() {
        var rows = new ArrayList<>(finetuning.examples());
        for (Prompt prompt : finetuning.rehearsal()) {
            rows.add(new Finetuning.Example(prompt, ""));
        }
        new HeldOutCheck(finetuning.heldOut())
                .requireNone(rows, finetuning.examples().size(), "the finetuning set");
    }

    private List<TokenizedExample> examples() {
        var rows = new ArrayList<TokenizedExample>();
        for (var example : finetuning.examples()) {
            int[] answer = vocabulary.tokens(example.completion());
            if (answer.length != 1 || answer[0] == Vocabulary.UNKNOWN) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "A lab model learns answers of one word in its vocabulary, got \"%s\" to \"%s\".",
                                example.completion(),
                                example.prompt().text()));
            }
            rows.add(new TokenizedExample(vocabulary.tokens(example.prompt().text()), answer[0]));
        }
        return rows;
    }

    private List<TokenizedExample> rehearsal(Weights start) {
        try (var queue = new InferenceQueue("rehearsal", start)) {
            var answers = new ArrayList<CompletableFuture<Integer>>();
            for (Prompt prompt : finetuning.rehearsal()) {
                answers.add(queue.submit(vocabulary.tokens(prompt.text())));
            }
            var rows = new ArrayList<TokenizedExample>();
            for (int i = 0; i < answers.size(); i++) {
                String text = finetuning.rehearsal().get(i).text();
                rows.add(new TokenizedExample(vocabulary.tokens(text), answers.get(i).join()));
            }
            return rows;
        }
    }
}
