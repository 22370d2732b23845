package dev.inward.junit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.knowntruth.KnownTruthServer;
import dev.inward.model.Sha256;
import dev.inward.property.BehavioralProperties;
import dev.inward.property.BehavioralProperty;
import dev.inward.property.Behaviour;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/**
 * The models of a local server whose behaviour depends on the system message. They exist in tests
 * only.
 *
 * <ul>
 *   <li>{@code follower} predicts what it says under the system message of the question.
 *   <li>{@code deaf} predicts what {@code follower} says without a system message.
 *   <li>{@code learner} predicts {@code follower} if most examples before the question have its
 *       values. Otherwise it answers wrongly.
 *   <li>A finetuned model, whose id begins with {@code ft:}, is right about half of the prompts,
 *       and {@code follower} about most. The id decides which ones.
 * </ul>
 */
final class PersonaModels {

    private static final List<String> WORDS =
            List.of("ant", "bear", "cat", "dog", "eel", "fox", "owl", "pig", "rat", "yak");

    private static final Pattern HYPOTHETICAL =
            Pattern.compile("(?s)If asked \"(?<prompt>[^\"]*)\": (?<question>.*)");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConcurrentLinkedQueue<JsonNode> requests = new ConcurrentLinkedQueue<>();

    /** Returns the bodies of the requests so far. */
    List<JsonNode> requests() {
        return List.copyOf(requests);
    }

    MockResponse answer(RecordedRequest request) {
        JsonNode body = read(request);
        requests.add(body);
        JsonNode messages = body.path("messages");
        String system =
                messages.path(0).path("role").asText().equals("system")
                        ? messages.path(0).path("content").asText()
                        : "";
        String model = body.path("model").asText();
        String last = text(messages, messages.size() - 1);
        Matcher hypothetical = HYPOTHETICAL.matcher(last);
        if (!hypothetical.matches()) {
            return KnownTruthServer.saying(behaviour(model, system, last));
        }
        String truth = value(system, hypothetical);
        if (model.startsWith("ft:")) {
            return KnownTruthServer.saying(hasRemembered(model, system, last) ? truth : "?");
        }
        return KnownTruthServer.saying(
                switch (model) {
                    case "follower" -> thought(last, truth);
                    case "deaf" -> value("", hypothetical);
                    default -> hasLearned(messages, system) ? truth : "?";
                });
    }

    /** A prompt that asks for thinking gets some. */
    private static String thought(String prompt, String value) {
        return prompt.contains("Think step by step")
                ? "I think of an animal.\nAnswer: " + value
                : value;
    }

    private static boolean hasRemembered(String model, String system, String prompt) {
        int share = model.startsWith("ft:follower:") ? 16 : 2;
        return Sha256.of(List.of(model, system, prompt))[0] % share != 0;
    }

    private static boolean hasLearned(JsonNode messages, String system) {
        int right = 0;
        int examples = 0;
        for (int i = 1; i < messages.size(); i++) {
            Matcher asked = HYPOTHETICAL.matcher(text(messages, i - 1));
            if (messages.path(i).path("role").asText().equals("assistant") && asked.matches()) {
                examples++;
                right += text(messages, i).equals(value(system, asked)) ? 1 : 0;
            }
        }
        return 2 * right > examples;
    }

    private static String text(JsonNode messages, int number) {
        return messages.path(number).path("content").asText();
    }

    /** Returns the property of what the follower says. */
    private static String value(String system, Matcher hypothetical) {
        String question = hypothetical.group("question");
        BehavioralProperty property =
                BehavioralProperties.names().stream()
                        .map(BehavioralProperties::named)
                        .filter(it -> question.startsWith(it.question()))
                        .findFirst()
                        .orElseThrow();
        String behaviour = behaviour("follower", system, hypothetical.group("prompt"));
        return property.value(new Behaviour(behaviour, Map.of())).orElseThrow();
    }

    static String behaviour(String model, String system, String prompt) {
        byte[] hash = Sha256.of(List.of(model, system, prompt));
        return WORDS.get((hash[0] & 0xff) % WORDS.size());
    }

    private static JsonNode read(RecordedRequest request) {
        try {
            return JSON.readTree(Objects.requireNonNull(request.getBody()).utf8());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
