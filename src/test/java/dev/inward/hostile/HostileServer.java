package dev.inward.hostile;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/**
 * A server whose every text is one hostile text. The address says how it responds: {@code /answers}
 * and {@code /talks} with completions, all other addresses with an error.
 */
final class HostileServer implements AutoCloseable {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final MockWebServer server = new MockWebServer();
    private volatile String text = "";

    HostileServer() throws IOException {
        server.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        return response(request);
                    }
                });
        server.start();
    }

    /** Sets the text of all later responses. */
    void say(String hostile) {
        text = hostile;
    }

    /** Returns the base URL of one kind of response. */
    String url(String kind) {
        return server.url("/" + kind).toString();
    }

    private MockResponse response(RecordedRequest request) {
        String path = requireNonNull(request.getTarget());
        var response = new MockResponse.Builder();
        addHeader(response, "x-request-id");
        if (path.startsWith("/answers") || path.startsWith("/talks")) {
            return response.body(completion(request)).build();
        }
        addHeader(response, "Retry-After");
        if (path.startsWith("/moved")) {
            addHeader(response, "Location");
            return response.code(307).build();
        }
        if (path.startsWith("/html")) {
            return response.code(404).body(text).build();
        }
        ObjectNode error = JSON.createObjectNode();
        error.putObject("error").put("message", text).put("type", text).put("code", text);
        return response.code(path.startsWith("/denied") ? 401 : 400).body(json(error)).build();
    }

    /** A header can have no line break; the rest of the text is in it as it is. */
    private void addHeader(MockResponse.Builder response, String name) {
        String line = text.replaceAll("[\r\n\0]", " ");
        response.addHeaderLenient(name, line);
    }

    private static String json(ObjectNode body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String completion(RecordedRequest request) {
        try {
            int samples =
                    JSON.readTree(requireNonNull(request.getBody()).utf8()).path("n").asInt(1);
            ObjectNode body = JSON.createObjectNode().put("id", text).put("model", text);
            for (int i = 0; i < samples; i++) {
                ObjectNode choice = body.withArray("choices").addObject();
                choice.put("finish_reason", "stop").putObject("message").put("content", text);
            }
            return json(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
