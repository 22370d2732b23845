package dev.inward.knowntruth;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A local server with the batch APIs of OpenAI and of Anthropic, and their APIs for single calls.
 * Batches are in progress until the test {@linkplain #end ends} them. Results are in reverse order
 * of the requests.
 */
public final class BatchServer implements BeforeEachCallback, AfterEachCallback {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A batch of this server. */
    private record Batch(String id, String name, List<JsonNode> requests) {}

    private final Function<JsonNode, String> answers;
    private final Map<String, String> files = new ConcurrentHashMap<>();
    private final Map<String, Batch> batches = Collections.synchronizedMap(new LinkedHashMap<>());
    private final AtomicInteger singleCalls = new AtomicInteger();
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private volatile String status = "in_progress";
    private volatile String resultsAt = "";
    private volatile boolean hasBatches = true;
    private volatile boolean hasSingleCalls = true;
    private volatile Function<String, String> unanswered = prompt -> "";
    private volatile Function<String, String> bodiesInBatches = prompt -> "";
    private final AtomicInteger repliesToLose = new AtomicInteger();
    private final AtomicInteger resultsToTear = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private MockWebServer server = new MockWebServer();

    /**
     * @param answers returns the answer to the body of a request
     */
    public BatchServer(Function<JsonNode, String> answers) {
        this.answers = answers;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        server = new MockWebServer();
        server.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        requests.add(request);
                        return reply(request);
                    }
                });
        server.setServerSocketFactory(new NoDelaySockets());
        server.start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        server.close();
    }

    /** Returns the base URL of both APIs. */
    public String baseUrl() {
        return server.url("/v1").toString();
    }

    /** Ends all current and future batches with a status of OpenAI, such as {@code completed}. */
    public void end(String newStatus) {
        status = newStatus;
    }

    /** Sets the reason why a batch does not answer a prompt; an empty reason means that it does. */
    public void leaveUnanswered(Function<String, String> reason) {
        unanswered = reason;
    }

    /** Sets the body with which batches answer a prompt; an empty body means the usual one. */
    public void answerInBatches(Function<String, String> body) {
        bodiesInBatches = body;
    }

    /** Removes the batch API. */
    public void takeBatchesAway() {
        hasBatches = false;
    }

    /** Refuses every single call with status 400. */
    public void refuseSingleCalls() {
        hasSingleCalls = false;
    }

    /** Sets another address of the results. */
    public void putResultsAt(String address) {
        resultsAt = address;
    }

    /** Closes the connection instead of replying to a submission, for a number of submissions. */
    public void loseReplies(int number) {
        repliesToLose.set(number);
    }

    /** Closes the connection in the middle of results, for a number of downloads. */
    public void tearResults(int number) {
        resultsToTear.set(number);
    }

    /** Replies to status requests with an error, for a number of requests. */
    public void failLooks(int number) {
        failures.set(number);
    }

    /** Returns the number of submitted batches. */
    public int submissions() {
        return batches.size();
    }

    /** Returns the number of requests of each batch. */
    public List<Integer> sizes() {
        return batches.values().stream().map(batch -> batch.requests().size()).toList();
    }

    /** Returns the number of calls outside batches. */
    public int singleCalls() {
        return singleCalls.get();
    }

    /** Returns all received requests. */
    public List<RecordedRequest> requests() {
        return requests;
    }

    private synchronized MockResponse reply(RecordedRequest request) {
        String path = requireNonNull(request.getUrl()).encodedPath().substring("/v1/".length());
        boolean isPost = "POST".equals(request.getMethod());
        if (path.equals("chat/completions") || path.equals("messages")) {
            singleCalls.incrementAndGet();
            if (!hasSingleCalls) {
                return new MockResponse.Builder().code(400).body("bad parameter").build();
            }
            return ok(completion(path.equals("messages"), json(body(request))).toString());
        }
        if (!hasBatches) {
            return new MockResponse.Builder().code(404).body("no such page").build();
        }
        boolean isAnthropic = path.startsWith("messages/");
        String[] segments = path.replace("messages/", "").split("/", -1);
        if (isPost && path.equals("files")) {
            return ok("{\"id\": \"%s\"}".formatted(upload(body(request))));
        }
        if (isPost) {
            return submit(isAnthropic, json(body(request)));
        }
        if (segments[0].equals("files")) {
            return results(files.getOrDefault(segments[1], ""));
        }
        if (segments.length == 1) {
            return ok(batchList(isAnthropic));
        }
        if (segments.length == 3) {
            return results(lines(true, batches.get(segments[1]), line -> true));
        }
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return new MockResponse.Builder().code(500).body("not now").build();
        }
        Batch batch = batches.get(segments[1]);
        return batch == null
                ? new MockResponse.Builder().code(404).body("no such batch").build()
                : ok(description(isAnthropic, batch).toString());
    }

    private String upload(String form) {
        String id = "file-" + files.size();
        StringBuilder lines = new StringBuilder();
        form.lines()
                .filter(line -> line.startsWith("{"))
                .forEach(l -> lines.append(l).append('\n'));
        files.put(id, lines.toString());
        return id;
    }

    private MockResponse submit(boolean isAnthropic, JsonNode requestBody) {
        var entries = new ArrayList<JsonNode>();
        if (isAnthropic) {
            requestBody.path("requests").forEach(entries::add);
        } else {
            files.get(requestBody.path("input_file_id").asText())
                    .lines()
                    .forEach(line -> entries.add(json(line)));
        }
        long keys = entries.stream().map(e -> e.path("custom_id").asText()).distinct().count();
        if (keys != entries.size()) {
            return new MockResponse.Builder().code(400).body("custom_id twice").build();
        }
        var batch =
                new Batch(
                        "batch_" + batches.size(),
                        requestBody.at("/metadata/inward").asText(),
                        entries);
        batches.put(batch.id(), batch);
        return repliesToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                ? new MockResponse.Builder()
                        .onResponseStart(SocketEffect.ShutdownConnection.INSTANCE)
                        .build()
                : ok(description(isAnthropic, batch).toString());
    }

    private ObjectNode description(boolean isAnthropic, Batch batch) {
        ObjectNode json = JSON.createObjectNode().put("id", batch.id());
        boolean isEnded = !status.equals("in_progress");
        if (isAnthropic) {
            json.put("processing_status", isEnded ? "ended" : "in_progress");
            json.put("created_at", Instant.parse("2026-11-24T12:00:03Z").toString());
            json.putObject("request_counts").put("processing", batch.requests().size());
            if (isEnded) {
                json.put(
                        "results_url",
                        resultsAt.isEmpty()
                                ? baseUrl() + "/messages/batches/" + batch.id() + "/results"
                                : resultsAt);
            }
            return json;
        }
        json.put("status", status).putObject("metadata").put("inward", batch.name());
        if (status.equals("failed")) {
            json.putObject("errors").putArray("data").addObject().put("message", "queue is full");
        } else if (isEnded) {
            String id = batch.id();
            files.put("out-" + id, lines(false, batch, String::isEmpty));
            files.put("err-" + id, lines(false, batch, reason -> !reason.isEmpty()));
            json.put("output_file_id", "out-" + id).put("error_file_id", "err-" + id);
        }
        return json;
    }

    private String batchList(boolean isAnthropic) {
        ObjectNode page = JSON.createObjectNode().put("has_more", false);
        ArrayNode data = page.putArray("data");
        List.copyOf(batches.values()).forEach(batch -> data.add(description(isAnthropic, batch)));
        return page.toString();
    }

    private String lines(boolean isAnthropic, Batch batch, Function<String, Boolean> isWanted) {
        var lines = new ArrayList<String>();
        for (JsonNode request : batch.requests()) {
            JsonNode body = request.path(isAnthropic ? "params" : "body");
            String reason = unanswered.apply(body.at("/messages/0/content").asText());
            if (isWanted.apply(reason)) {
                lines.add(line(isAnthropic, request.path("custom_id").asText(), body, reason));
            }
        }
        Collections.reverse(lines);
        return String.join("\n", lines);
    }

    private String line(boolean isAnthropic, String key, JsonNode body, String reason) {
        ObjectNode line = JSON.createObjectNode().put("custom_id", key);
        if (isAnthropic) {
            ObjectNode result = line.putObject("result");
            if (reason.isEmpty()) {
                result.put("type", "succeeded").set("message", completionInBatch(true, body));
            } else {
                result.put("type", reason);
            }
        } else if (reason.isEmpty()) {
            line.putObject("response")
                    .put("status_code", 200)
                    .put("request_id", "r-" + key)
                    .set("body", completionInBatch(false, body));
        } else {
            line.putNull("response").putObject("error").put("message", reason);
        }
        return line.toString();
    }

    private JsonNode completionInBatch(boolean isAnthropic, JsonNode requestBody) {
        String body = bodiesInBatches.apply(requestBody.at("/messages/0/content").asText());
        return body.isEmpty() ? completion(isAnthropic, requestBody) : json(body);
    }

    private ObjectNode completion(boolean isAnthropic, JsonNode requestBody) {
        ObjectNode body = JSON.createObjectNode().put("model", "served");
        String text = answers.apply(requestBody);
        ObjectNode usage = body.putObject("usage");
        if (isAnthropic) {
            body.putArray("content").addObject().put("type", "text").put("text", text);
            body.put("stop_reason", "end_turn");
            usage.put("input_tokens", 10).put("output_tokens", 2);
        } else {
            ObjectNode choice = body.putArray("choices").addObject().put("finish_reason", "stop");
            choice.putObject("message").put("content", text);
            usage.put("prompt_tokens", 10).put("completion_tokens", 2);
        }
        return body;
    }

    private MockResponse results(String lines) {
        return resultsToTear.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                ? new MockResponse.Builder()
                        .body(lines)
                        .onResponseBody(SocketEffect.ShutdownConnection.INSTANCE)
                        .build()
                : ok(lines);
    }

    private static MockResponse ok(String body) {
        return new MockResponse.Builder().body(body).build();
    }

    private static String body(RecordedRequest request) {
        return requireNonNull(request.getBody()).utf8();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
