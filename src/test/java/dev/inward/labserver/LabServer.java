package dev.inward.labserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.knowntruth.NoDelaySockets;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.ByteString;

/**
 * A local HTTP server for the lab's models, in the formats of OpenAI, Anthropic and Gemini. Tests
 * of models in this JVM, finetuning included, can run over HTTP with it. Answers are greedy at
 * every temperature.
 *
 * <p>This class is thread-safe.
 */
public final class LabServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MockWebServer server = new MockWebServer();
    private final ServedModels models;
    private final CompletionEndpoint completions;
    private final FinetuningEndpoint finetuning;

    private LabServer(ServedModels models, RateLimit rateLimit) {
        this.models = models;
        completions = new CompletionEndpoint(models, rateLimit);
        finetuning = new FinetuningEndpoint(models);
    }

    /**
     * Serves every lab model of a models file.
     *
     * @param port the port on the loopback interface; 0 for any free one
     * @param home the folder for finetuned weights
     */
    static LabServer start(int port, Path modelsFile, Path home, RateLimit rateLimit)
            throws IOException {
        var lab = new LabServer(new ServedModels(modelsFile, home), rateLimit);
        lab.server.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request)
                            throws InterruptedException {
                        // MockWebServer keeps every request; remove it to free memory.
                        lab.server.takeRequest(0, TimeUnit.SECONDS);
                        return lab.answer(request);
                    }
                });
        lab.server.setServerSocketFactory(new NoDelaySockets());
        lab.server.start(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        return lab;
    }

    /** Serves the lab's models until the process ends. Arguments: {@code [port] [models file]}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8080;
        Path file = Path.of(arguments.length > 1 ? arguments[1] : "evals/models.yaml");
        try (LabServer lab = start(port, file, home(), RateLimit.NONE)) {
            System.out.printf("%s at %s%n", lab.models.ids(), lab.baseUrl());
            new CountDownLatch(1).await();
        }
    }

    /** Returns the default folder of evals for finetuned weights. */
    static Path home() {
        return Optional.ofNullable(System.getProperty("inward.home"))
                .or(() -> Optional.ofNullable(System.getenv("INWARD_HOME")))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "inward"));
    }

    /** Returns the models that are served. */
    ServedModels models() {
        return models;
    }

    /** Returns the base address of chat completions, Messages and models. */
    String baseUrl() {
        return url("/v1");
    }

    /** Returns the address of a path. */
    String url(String path) {
        return "http://127.0.0.1:" + server.getPort() + path;
    }

    private MockResponse answer(RecordedRequest request) {
        String path = request.getUrl().encodedPath();
        try {
            String method = request.getMethod();
            return CompletionEndpoint.format(method, path)
                    .map(format -> completions.answer(format, path, body(request)))
                    .or(
                            () ->
                                    finetuning
                                            .answer(request)
                                            .map(json -> CompletionEndpoint.json(200, json)))
                    .orElseGet(() -> modelList(method, path));
        } catch (RefusedRequestException refused) {
            return CompletionEndpoint.json(
                    refused.status(), new OpenAiFormat().error(refused.status(), refused.text()));
        }
    }

    private MockResponse modelList(String method, String path) {
        if (method.equals("GET") && path.equals("/v1/models")) {
            var list = JSON.createObjectNode().put("object", "list");
            var data = list.putArray("data");
            for (String id : models.ids()) {
                data.addObject()
                        .put("id", id)
                        .put("object", "model")
                        .put("created", 0)
                        .put("owned_by", "lab");
            }
            return CompletionEndpoint.json(200, list);
        }
        throw new RefusedRequestException(404, "the lab does not support " + method + " " + path);
    }

    /** Parses the JSON body of a request. */
    static JsonNode body(RecordedRequest request) {
        ByteString body = request.getBody();
        try {
            return JSON.readTree(body == null ? "" : body.utf8());
        } catch (JsonProcessingException e) {
            throw new RefusedRequestException(400, "the body is not JSON");
        }
    }

    /** Closes the port and frees the models. */
    @Override
    public void close() {
        server.close();
        models.close();
    }
}
