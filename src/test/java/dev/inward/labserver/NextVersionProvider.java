package dev.inward.labserver;

import dev.inward.lab.LabModel;
import dev.inward.lab.LabProvider;
import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.FinetunableModel;
import dev.inward.model.Finetuning;
import dev.inward.model.FinetuningProgress;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.ModelProvider;
import dev.inward.model.ModelSpecification;
import dev.inward.model.Prompt;
import dev.inward.model.RequestFingerprint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * A provider of lab models that are finetuned differently, to stand for a new version. The key
 * {@code learns} is {@code with another seed} or {@code shuffled labels}. With shuffled labels, the
 * values of each property are permuted among its rows. Such a model learns how often a value occurs
 * and nothing about itself.
 */
public final class NextVersionProvider implements ModelProvider {

    @Override
    public String name() {
        return "lab-next-version";
    }

    @Override
    public ChatModel open(ModelSpecification specification) {
        String learns = specification.requiredSetting("learns");
        var model = (LabModel) new LabProvider().open(specification);
        return new NextVersion(
                model,
                switch (learns) {
                    case "with another seed" -> TrainingChange.OTHER_SEED;
                    case "shuffled labels" -> TrainingChange.SHUFFLED_LABELS;
                    default ->
                            throw new IllegalArgumentException(
                                    "Unknown value of 'learns': " + learns);
                });
    }

    private enum TrainingChange {
        OTHER_SEED {
            @Override
            Finetuning apply(Finetuning original) {
                return new Finetuning(
                        original.examples(),
                        original.rehearsal(),
                        original.seed() + 1,
                        original.heldOut());
            }
        },
        SHUFFLED_LABELS {
            @Override
            Finetuning apply(Finetuning original) {
                Map<String, List<String>> values = new TreeMap<>();
                for (Finetuning.Example example : original.examples()) {
                    values.computeIfAbsent(propertyQuestion(example), first -> new ArrayList<>())
                            .add(example.completion());
                }
                var random = new Random(original.seed());
                values.values()
                        .forEach(shuffledValues -> Collections.shuffle(shuffledValues, random));
                List<Finetuning.Example> shuffled = new ArrayList<>();
                for (Finetuning.Example example : original.examples()) {
                    List<String> remaining =
                            values.getOrDefault(propertyQuestion(example), List.of());
                    shuffled.add(
                            new Finetuning.Example(
                                    example.prompt(), remaining.remove(remaining.size() - 1)));
                }
                return new Finetuning(
                        shuffled, original.rehearsal(), original.seed(), original.heldOut());
            }
        };

        /** Returns the text before the object-level prompt, which names the property. */
        private static String propertyQuestion(Finetuning.Example example) {
            String prompt = example.prompt().lastText();
            return prompt.substring(0, prompt.indexOf("Suppose"));
        }

        abstract Finetuning apply(Finetuning original);
    }

    private record NextVersion(LabModel model, TrainingChange change)
            implements FinetunableModel, IdentifiedModel, AutoCloseable {

        @Override
        public ChatModel finetune(Finetuning finetuning, FinetuningProgress progress) {
            return model.finetune(change.apply(finetuning), progress);
        }

        @Override
        public CompletableFuture<Completion> complete(Prompt prompt) {
            return model.complete(prompt);
        }

        @Override
        public List<String> identity(Prompt prompt) {
            return model.identity(prompt);
        }

        @Override
        public Optional<RequestFingerprint> requestFingerprint() {
            return model.requestFingerprint();
        }

        @Override
        public boolean canPredictOthers() {
            return model.canPredictOthers();
        }

        @Override
        public void close() {
            model.close();
        }
    }
}
