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
 * A local server that provides chat completions for models of known truth. Every model knows itself
 * except {@code stranger}, which predicts wrongly. Each answer costs 10 input and 2 output tokens.
 */
public final class KnownTruthServer implements BeforeEachCallback, AfterEachCallback {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AtomicInteger calls = new AtomicInteger();
    private MockWebServer server = new MockWebServer();

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        calls.set(0);
        server = new MockWebServer();
        server.setServerSocketFactory(new NoDelaySockets());
        answerEach(KnownTruthServer::truth);
        server.start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        server.close();
    }

    /** Handles a request. */
    public interface RequestHandler {
        /** Returns the response to the request. */
        MockResponse answer(RecordedRequest request);
    }

    /** Replaces the handler of all requests. */
    public void answerEach(RequestHandler handler) {
        server.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        calls.incrementAndGet();
                        return handler.answer(request);
                    }
                });
    }

    /**
     * Returns the entry of a models file for one of the models; {@code more} is YAML after a comma.
     */
    public String entry(String name, String more) {
        return "%s: {provider: openai, id: %s, base-url: \"%s\"%s}"
                .formatted(name, name, baseUrl(), more);
    }

    /** Returns the base URL of chat completions. */
    public String baseUrl() {
        return server.url("/v1").toString();
    }

    /** Returns the number of calls since the test began, or since a test set it. */
    public AtomicInteger calls() {
        return calls;
    }

    /** Stops the server before the end of the test. */
    public void stop() {
        server.close();
    }

    /** Responds with the truth, but to every fiftieth call with "too many requests". */
    public MockResponse truthOrBusy(RecordedRequest request) {
        return calls.get() % 50 == 0
                ? new MockResponse.Builder().code(429).addHeader("retry-after-ms", "1").build()
                : truth(request);
    }

    /** Responds as the model of known truth that the request names. */
    public static MockResponse truth(RecordedRequest request) {
        JsonNode requestBody = body(request);
        ObjectNode body = completion(truth(requestBody), requestBody.path("n").asInt(1));
        return new MockResponse.Builder().body(body.toString()).build();
    }

    /** Responds as {@link #truth(RecordedRequest)}, and says which model answered. */
    public static MockResponse truthOf(RecordedRequest request, String served) {
        ObjectNode requestBody = body(request);
        ObjectNode body = completion(truth(requestBody), requestBody.path("n").asInt(1));
        return new MockResponse.Builder().body(body.put("model", served).toString()).build();
    }

    /** Responds with a text. */
    public static MockResponse saying(String text) {
        return new MockResponse.Builder().body(completion(text, 1).toString()).build();
    }

    /** Responds with a text, and says which model answered. */
    public static MockResponse saying(String text, String served) {
        return new MockResponse.Builder()
                .body(completion(text, 1).put("model", served).toString())
                .build();
    }

    /** Returns the prompt of a request. */
    public static String prompt(RecordedRequest request) {
        return body(request).at("/messages/0/content").asText();
    }

    /** Returns the id of the model that a request names. */
    public static String requested(RecordedRequest request) {
        return body(request).path("model").asText();
    }

    private static ObjectNode body(RecordedRequest request) {
        try {
            return (ObjectNode) JSON.readTree(requireNonNull(request.getBody()).utf8());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the answer of the model of known truth that a request body names. */
    public static String truth(JsonNode requestBody) {
        String prompt = requestBody.at("/messages/0/content").asText();
        boolean isHypothetical = prompt.startsWith(KnownTruthProvider.FRAME);
        return requestBody.path("model").asText().equals("stranger") && isHypothetical
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
