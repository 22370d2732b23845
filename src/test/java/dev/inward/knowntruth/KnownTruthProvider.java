package dev.inward.knowntruth;

import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.ModelProvider;
import dev.inward.model.ModelSpecification;
import dev.inward.model.Prompt;
import dev.inward.model.RequestFingerprint;
import dev.inward.property.BehavioralProperties;
import dev.inward.property.BehavioralProperty;
import dev.inward.property.Behaviour;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * Opens models that are told what to answer, so that the verdict on them is known beforehand. They
 * exist in tests alone.
 *
 * <p>All share one behaviour, which is a word drawn by the hash of the prompt. {@code knows} says
 * what a model predicts of it: {@code itself} (always right), {@code sometimes} (right with {@code
 * accuracy}, by a coin that {@code seed} tosses, else it says {@code otherwise}), {@code mode}
 * (always {@code says}), {@code evasion} (no answer in form), {@code silence} (cannot be reached).
 * One with the key {@code records} can be finetuned and {@linkplain RecordingModel remembers on
 * what}; the answers of one with the key {@code identified} can be kept, and it says what is
 * requested of it: its {@code id} (or its name) and {@code sampling}. Its answers are served by
 * {@code served}, where that is said. None can be asked about somebody else.
 */
public final class KnownTruthProvider implements ModelProvider {

    static final String FRAME = "Suppose you were asked: ";
    static final List<String> WORDS =
            List.of("ant", "bear", "cat", "dog", "eel", "fox", "owl", "pig", "rat", "yak");

    @Override
    public String name() {
        return "known-truth";
    }

    @Override
    public ChatModel open(ModelSpecification specification) {
        ChatModel model = model(specification);
        if (specification.settings().containsKey("records")) {
            return new RecordingModel(onlyAboutItself(model));
        }
        return specification.settings().containsKey("identified")
                ? identified(specification, model)
                : onlyAboutItself(model);
    }

    /** What a model that knows itself answers to a prompt, wherever it runs. */
    public static String truth(String prompt) {
        return prompt.startsWith(FRAME) ? value(prompt) : behaviour(prompt);
    }

    private static ChatModel onlyAboutItself(ChatModel model) {
        return new ChatModel() {
            @Override
            public CompletableFuture<Completion> complete(Prompt prompt) {
                return model.complete(prompt);
            }

            @Override
            public boolean canBeAskedAboutOthers() {
                return false;
            }
        };
    }

    private static IdentifiedModel identified(ModelSpecification specification, ChatModel model) {
        return new IdentifiedModel() {
            @Override
            public List<String> identity(Prompt prompt) {
                return List.of("known-truth", specification.name(), prompt.lastText());
            }

            @Override
            public Optional<RequestFingerprint> requested() {
                Map<String, String> said = specification.settings();
                return Optional.of(
                        new RequestFingerprint(
                                said.getOrDefault("id", specification.name()),
                                said.getOrDefault("sampling", "temperature 0")));
            }

            @Override
            public CompletableFuture<Completion> complete(Prompt prompt) {
                return model.complete(prompt).thenApply(this::served);
            }

            private Completion served(Completion completion) {
                return new Completion(
                        completion.text(),
                        completion.finishReason(),
                        completion.usage(),
                        specification.settings().get("served"),
                        null,
                        null);
            }

            @Override
            public boolean canBeAskedAboutOthers() {
                return false;
            }
        };
    }

    private static ChatModel model(ModelSpecification specification) {
        String knows = specification.required("knows");
        return prompt -> {
            String text = prompt.lastText();
            if (!text.startsWith(FRAME)) {
                return answer(behaviour(text));
            }
            String value = value(text);
            return switch (knows) {
                case "itself" -> answer(value);
                case "sometimes" -> answer(sometimes(specification, text, value));
                case "mode" -> answer(specification.required("says"));
                case "evasion" -> answer("I would rather not say");
                case "silence" ->
                        CompletableFuture.failedFuture(new IOException("connection refused"));
                default -> throw new IllegalArgumentException("no model knows '" + knows + "'");
            };
        };
    }

    private static String sometimes(ModelSpecification model, String prompt, String right) {
        long seed = Long.parseLong(model.required("seed"));
        var coin = new SplittableRandom(31 * seed + prompt.hashCode());
        coin.nextLong();
        return coin.nextDouble() < Double.parseDouble(model.required("accuracy"))
                ? right
                : model.settings().getOrDefault("otherwise", "z");
    }

    private static CompletableFuture<Completion> answer(String text) {
        return CompletableFuture.completedFuture(Completion.of(text));
    }

    /** The word that every model of this kind answers to an object-level prompt. */
    static String behaviour(String objectLevelPrompt) {
        return WORDS.get(new SplittableRandom(objectLevelPrompt.hashCode()).nextInt(WORDS.size()));
    }

    private static String value(String hypotheticalPrompt) {
        String asked = hypotheticalPrompt.substring(FRAME.length());
        int end = asked.indexOf('?') + 1;
        String question = asked.substring(end).strip();
        BehavioralProperty property =
                BehavioralProperties.names().stream()
                        .map(BehavioralProperties::named)
                        .filter(candidate -> candidate.question().equals(question))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(hypotheticalPrompt));
        return property.value(Behaviour.of(behaviour(asked.substring(0, end)))).orElse("");
    }
}
