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
import java.util.regex.Pattern;

/**
 * Opens models with configured answers, so that the right verdict on them is known. They exist in
 * tests only.
 *
 * <p>All models have the same behaviour: a word that is drawn by the hash of the prompt. The key
 * {@code knows} sets what a model predicts:
 *
 * <ul>
 *   <li>{@code itself}: always the right value.
 *   <li>{@code sometimes}: the right value with the probability {@code accuracy}, drawn with {@code
 *       seed}; otherwise the value of {@code otherwise}.
 *   <li>{@code mode}: always the value of {@code says}.
 *   <li>{@code quoted}: the right value of an answer that the prompt quotes, and no other.
 *   <li>{@code evasion}: an answer in the wrong format.
 *   <li>{@code silence}: every call fails.
 * </ul>
 *
 * <p>A model with the key {@code records} can be finetuned and {@linkplain RecordingModel records
 * its finetunings}. A model with the key {@code identified} has answers that can be stored; it
 * states its {@code id} (default: its name) and its {@code sampling}. The key {@code served} sets
 * the model id that its answers report. No model can be asked about another model.
 */
public final class KnownTruthProvider implements ModelProvider {

    static final String FRAME = "Suppose you were asked: ";
    private static final Pattern QUOTED = Pattern.compile("You said [^.]*\\.");
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
            return new RecordingModel(
                    specification.name(),
                    onlyAboutItself(model),
                    specification.settings().get("served"));
        }
        return specification.settings().containsKey("identified")
                ? identified(specification, model)
                : onlyAboutItself(model);
    }

    /** Returns the answer of a model that knows itself. */
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
            public boolean canPredictOthers() {
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
            public Optional<RequestFingerprint> requestFingerprint() {
                Map<String, String> settings = specification.settings();
                return Optional.of(
                        new RequestFingerprint(
                                settings.getOrDefault("id", specification.name()),
                                settings.getOrDefault("sampling", "temperature 0")));
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
            public boolean canPredictOthers() {
                return false;
            }
        };
    }

    private static ChatModel model(ModelSpecification specification) {
        String knows = specification.requiredSetting("knows");
        return prompt -> {
            String text = prompt.lastText();
            if (!text.startsWith(FRAME)) {
                return answer(behaviour(text));
            }
            String value = value(text);
            return switch (knows) {
                case "itself" -> answer(value);
                case "sometimes" -> answer(sometimes(specification, text, value));
                case "mode" -> answer(specification.requiredSetting("says"));
                case "quoted" -> answer(QUOTED.matcher(text).find() ? value : specification.name());
                case "evasion" -> answer("I would rather not say");
                case "patches" -> text.hashCode() % 5 == 0 ? unreachable() : answer(value);
                case "silence" -> unreachable();
                default -> throw new IllegalArgumentException("no model knows '" + knows + "'");
            };
        };
    }

    private static CompletableFuture<Completion> unreachable() {
        return CompletableFuture.failedFuture(new IOException("connection refused"));
    }

    private static String sometimes(ModelSpecification model, String prompt, String trueValue) {
        long seed = Long.parseLong(model.requiredSetting("seed"));
        var coin = new SplittableRandom(31 * seed + prompt.hashCode());
        coin.nextLong();
        return coin.nextDouble() < Double.parseDouble(model.requiredSetting("accuracy"))
                ? trueValue
                : model.settings().getOrDefault("otherwise", "z");
    }

    private static CompletableFuture<Completion> answer(String text) {
        return CompletableFuture.completedFuture(Completion.of(text));
    }

    /** Returns the word that every model of this provider answers to an object-level prompt. */
    static String behaviour(String objectLevelPrompt) {
        return WORDS.get(new SplittableRandom(objectLevelPrompt.hashCode()).nextInt(WORDS.size()));
    }

    private static String value(String hypotheticalPrompt) {
        String content = hypotheticalPrompt.substring(FRAME.length());
        int end = content.indexOf('?') + 1;
        String question = QUOTED.matcher(content.substring(end)).replaceFirst("").strip();
        BehavioralProperty property =
                BehavioralProperties.names().stream()
                        .map(BehavioralProperties::named)
                        .filter(candidate -> candidate.question().equals(question))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(hypotheticalPrompt));
        return property.value(Behaviour.of(behaviour(content.substring(0, end)))).orElse("");
    }
}
