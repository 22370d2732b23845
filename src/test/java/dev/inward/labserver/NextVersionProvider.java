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
 * Opens models of the lab that behave as they do, but come out of finetuning as another version:
 * one that learns {@code with another seed}, or one that learns {@code shuffled labels}, each
 * question's values dealt out anew among its rows, and so learns how often a value occurs and
 * nothing of itself.
 */
public final class NextVersionProvider implements ModelProvider {

    @Override
    public String name() {
        return "lab-next-version";
    }

    @Override
    public ChatModel open(ModelSpecification specification) {
        String learns = specification.required("learns");
        var model = (LabModel) new LabProvider().open(specification);
        return new NextVersion(
                model,
                switch (learns) {
                    case "with another seed" -> Lesson.OTHER_SEED;
                    case "shuffled labels" -> Lesson.SHUFFLED_LABELS;
                    default -> throw new IllegalArgumentException("no version learns " + learns);
                });
    }

    private enum Lesson {
        OTHER_SEED {
            @Override
            Finetuning of(Finetuning given) {
                return new Finetuning(given.examples(), given.rehearsal(), given.seed() + 1);
            }
        },
        SHUFFLED_LABELS {
            @Override
            Finetuning of(Finetuning given) {
                Map<String, List<String>> values = new TreeMap<>();
                for (Finetuning.Example example : given.examples()) {
                    values.computeIfAbsent(question(example), first -> new ArrayList<>())
                            .add(example.completion());
                }
                var random = new Random(given.seed());
                values.values().forEach(dealt -> Collections.shuffle(dealt, random));
                List<Finetuning.Example> shuffled = new ArrayList<>();
                for (Finetuning.Example example : given.examples()) {
                    List<String> left = values.getOrDefault(question(example), List.of());
                    shuffled.add(
                            new Finetuning.Example(example.prompt(), left.remove(left.size() - 1)));
                }
                return new Finetuning(shuffled, given.rehearsal(), given.seed());
            }
        };

        /** The tasks that ship ask the question first. */
        private static String question(Finetuning.Example example) {
            String prompt = example.prompt().lastText();
            return prompt.substring(0, prompt.indexOf("Suppose"));
        }

        abstract Finetuning of(Finetuning given);
    }

    private record NextVersion(LabModel model, Lesson lesson)
            implements FinetunableModel, IdentifiedModel, AutoCloseable {

        @Override
        public ChatModel finetune(Finetuning finetuning, FinetuningProgress progress) {
            return model.finetune(lesson.of(finetuning), progress);
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
        public Optional<RequestFingerprint> requested() {
            return model.requested();
        }

        @Override
        public boolean canBeAskedAboutOthers() {
            return model.canBeAskedAboutOthers();
        }

        @Override
        public void close() {
            model.close();
        }
    }
}
