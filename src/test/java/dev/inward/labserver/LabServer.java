package dev.inward.labserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.knowntruth.PromptSockets;
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
 * The lab's models over HTTP on this machine, as OpenAI, Anthropic and Gemini serve theirs: so that
 * what is tested on models in this JVM can be tested through the wire as well, finetuning included.
 * Answers are greedy whatever temperature is asked for.
 *
 * <p>This class is thread-safe.
 */
public final class LabServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MockWebServer server = new MockWebServer();
    private final ServedModels models;
    private final CompletionEndpoint completions;
    private final FinetuningEndpoint desk;

    private LabServer(ServedModels models, RateLimit throttle) {
        this.models = models;
        completions = new CompletionEndpoint(models, throttle);
        desk = new FinetuningEndpoint(models);
    }

    /**
     * Serves every lab model of a models file.
     *
     * @param port where on the loopback interface; 0 for any that is free
     * @param home where finetuned weights are kept
     */
    static LabServer start(int port, Path modelsFile, Path home, RateLimit throttle)
            throws IOException {
        var lab = new LabServer(new ServedModels(modelsFile, home), throttle);
        lab.server.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request)
                            throws InterruptedException {
                        // What the server remembers is never asked for.
                        lab.server.takeRequest(0, TimeUnit.SECONDS);
                        return lab.answer(request);
                    }
                });
        lab.server.setServerSocketFactory(new PromptSockets());
        lab.server.start(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
        return lab;
    }

    /** Serves the models that ship until the process is ended: {@code [port] [models file]}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8080;
        Path file = Path.of(arguments.length > 1 ? arguments[1] : "evals/models.yaml");
        try (LabServer lab = start(port, file, home(), RateLimit.NONE)) {
            System.out.printf("%s at %s%n", lab.models.ids(), lab.baseUrl());
            new CountDownLatch(1).await();
        }
    }

    /** Where evals keep finetuned weights unless they are told otherwise. */
    static Path home() {
        return Optional.ofNullable(System.getProperty("inward.home"))
                .or(() -> Optional.ofNullable(System.getenv("INWARD_HOME")))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "inward"));
    }

    /** Where chat completions, Messages and models are. */
    String baseUrl() {
        return url("/v1");
    }

    /** The address of a path. */
    String url(String path) {
        return "http://127.0.0.1:" + server.getPort() + path;
    }

    private MockResponse answer(RecordedRequest request) {
        String path = request.getUrl().encodedPath();
        try {
            String method = request.getMethod();
            return CompletionEndpoint.shape(method, path)
                    .map(shape -> completions.answer(shape, path, body(request)))
                    .or(() -> desk.answer(request).map(json -> CompletionEndpoint.json(200, json)))
                    .orElseGet(() -> other(method, path));
        } catch (RefusedRequestException refusal) {
            return CompletionEndpoint.json(
                    refusal.status(), new OpenAiFormat().error(refusal.status(), refusal.text()));
        }
    }

    private MockResponse other(String method, String path) {
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
        throw new RefusedRequestException(
                404, "there is no " + method + " " + path + " in the lab");
    }

    /** The JSON that came with a request. */
    static JsonNode body(RecordedRequest request) {
        ByteString body = request.getBody();
        try {
            return JSON.readTree(body == null ? "" : body.utf8());
        } catch (JsonProcessingException e) {
            throw new RefusedRequestException(400, "the body is no JSON");
        }
    }

    /** Lets go of the port and frees the models. */
    @Override
    public void close() {
        server.close();
        models.close();
    }
}
