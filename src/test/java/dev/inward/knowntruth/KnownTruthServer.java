package dev.inward.knowntruth;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server on this machine that speaks chat completions for models of known truth: every model
 * knows itself but {@code stranger}, which predicts wrongly. Each answer takes 10 tokens in and 2
 * out. Now and then it is busy; nobody but the client should notice.
 */
public final class KnownTruthServer implements BeforeEachCallback, AfterEachCallback {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AtomicInteger calls = new AtomicInteger();
    private MockWebServer server = new MockWebServer();

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        calls.set(0);
        server = new MockWebServer();
        server.setServerSocketFactory(new PromptSockets());
        answerEach(this::usually);
        server.start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        server.close();
    }

    /** What is done with a request. */
    public interface Answering {
        /** Answers it. */
        MockResponse answer(RecordedRequest request);
    }

    /** Replaces what the server does. */
    public void answerEach(Answering answering) {
        server.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        calls.incrementAndGet();
                        return answering.answer(request);
                    }
                });
    }

    /** The entry of a models file for one of its models; {@code more} is YAML after a comma. */
    public String entry(String name, String more) {
        return "%s: {provider: openai, id: %s, base-url: \"%s\"%s}"
                .formatted(name, name, baseUrl(), more);
    }

    /** Where chat completions are. */
    public String baseUrl() {
        return server.url("/v1").toString();
    }

    /** How often it was asked since the test began, or since this was set. */
    public AtomicInteger calls() {
        return calls;
    }

    /** Nobody is there any more. */
    public void stop() {
        server.close();
    }

    private MockResponse usually(RecordedRequest request) {
        return calls.get() % 50 == 0
                ? new MockResponse.Builder().code(429).addHeader("retry-after-ms", "1").build()
                : truth(request);
    }

    /** Answers as the model of known truth that is asked for. */
    public static MockResponse truth(RecordedRequest request) {
        try {
            JsonNode asked = JSON.readTree(requireNonNull(request.getBody()).utf8());
            ObjectNode body = completion(truth(asked), asked.path("n").asInt(1));
            return new MockResponse.Builder().body(body.toString()).build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the model of known truth says that is asked for by the body of a request. */
    public static String truth(JsonNode asked) {
        String prompt = asked.at("/messages/0/content").asText();
        boolean isHypothetical = prompt.startsWith(KnownTruthProvider.FRAME);
        return asked.path("model").asText().equals("stranger") && isHypothetical
                ? "z"
                : KnownTruthProvider.truth(prompt);
    }

    private static ObjectNode completion(String text, int samples) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode choices = body.putArray("choices");
        for (int i = 0; i < samples; i++) {
            ObjectNode choice = choices.addObject().put("finish_reason", "stop");
            choice.putObject("message").put("content", text);
        }
        body.putObject("usage").put("prompt_tokens", 10).put("completion_tokens", 2 * samples);
        return body;
    }
}
