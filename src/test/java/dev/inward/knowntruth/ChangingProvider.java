package dev.inward.knowntruth;

import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.FinetunableModel;
import dev.inward.model.Finetuning;
import dev.inward.model.FinetuningProgress;
import dev.inward.model.ModelProvider;
import dev.inward.model.ModelSpecification;
import dev.inward.model.Prompt;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * Opens models that behave otherwise after they learned another model's answers, so that it is
 * known whether their predictions follow. They exist in tests only.
 *
 * <p>The behaviour is a word that is drawn by the hash of the prompt and the name of the model.
 * Rows of hypothetical prompts and rows of a model's own answers change nothing. Rows of other
 * answers change the behaviour on half of all prompts. The key {@code predicts} sets what the model
 * answers to hypothetical prompts: {@code new} for its present behaviour, {@code old} for the one
 * before all finetuning, {@code neither} for a wrong word.
 */
public final class ChangingProvider implements ModelProvider {

    @Override
    public String name() {
        return "changing";
    }

    @Override
    public ChatModel open(ModelSpecification specification) {
        return new ChangingModel(
                specification.name(), specification.requiredSetting("predicts"), false);
    }

    private record ChangingModel(String name, String predicts, boolean isChanged)
            implements FinetunableModel {

        @Override
        public boolean canPredictOthers() {
            return false;
        }

        @Override
        public CompletableFuture<Completion> complete(Prompt prompt) {
            String text = prompt.lastText();
            return CompletableFuture.completedFuture(
                    Completion.of(
                            text.startsWith(KnownTruthProvider.FRAME)
                                    ? prediction(
                                            text.substring(
                                                    KnownTruthProvider.FRAME.length(),
                                                    text.indexOf('?') + 1))
                                    : behaviour(text, isChanged)));
        }

        private String prediction(String asked) {
            return switch (predicts) {
                case "new" -> behaviour(asked, isChanged);
                case "old" -> behaviour(asked, false);
                default -> "zebra";
            };
        }

        private String behaviour(String asked, boolean hasLearned) {
            var chance = new SplittableRandom(31L * name.hashCode() + asked.hashCode());
            String before = KnownTruthProvider.WORDS.get(chance.nextInt(5));
            String after = KnownTruthProvider.WORDS.get(5 + chance.nextInt(5));
            return hasLearned && chance.nextBoolean() ? after : before;
        }

        @Override
        public ChatModel finetune(Finetuning finetuning, FinetuningProgress progress) {
            boolean learnsOthers =
                    finetuning.examples().stream()
                            .filter(
                                    row ->
                                            !row.prompt()
                                                    .lastText()
                                                    .startsWith(KnownTruthProvider.FRAME))
                            .anyMatch(
                                    row ->
                                            !row.completion()
                                                    .equals(
                                                            behaviour(
                                                                    row.prompt().lastText(),
                                                                    false)));
            return new ChangingModel(name, predicts, isChanged || learnsOthers);
        }
    }
}
