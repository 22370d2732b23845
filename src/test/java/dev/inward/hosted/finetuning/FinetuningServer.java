package dev.inward.hosted.finetuning;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.knowntruth.NoDelaySockets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/**
 * A mock server with OpenAI's fine-tuning API. The test sets the state of its jobs. A base model
 * answers the last word of its prompt; a finetuned model answers its own id.
 */
final class FinetuningServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MockWebServer server = new MockWebServer();

    /** The method and path of each request, such as "POST /v1/files". */
    final List<String> requests = new CopyOnWriteArrayList<>();

    /** The keys of the requests for answers, such as "Bearer KEY"; empty without one. */
    final List<String> authorizations = new CopyOnWriteArrayList<>();

    /** The bodies of the requests for answers. */
    final List<JsonNode> calls = new CopyOnWriteArrayList<>();

    /** The bodies of the uploads: multipart forms. */
    final List<String> uploads = new CopyOnWriteArrayList<>();

    /** The bodies of the submitted jobs. */
    final List<JsonNode> jobs = new CopyOnWriteArrayList<>();

    /**
     * The state of every job, as JSON members without the id and the training file. {@code #}
     * becomes the number of the job, from 0.
     */
    volatile String status = "\"status\": \"succeeded\", \"fine_tuned_model\": \"ft:tiny:7\"";

    volatile String events = "";
    volatile boolean losesNextSubmissionResponse;
    volatile boolean hasDeletedModels;

    FinetuningServer() throws IOException {
        server.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        String path = request.getUrl().encodedPath();
                        requests.add(request.getMethod() + " " + path);
                        return respond(request, path);
                    }
                });
        server.setServerSocketFactory(new NoDelaySockets());
        server.start();
    }

    String baseUrl() {
        return server.url("/v1").toString();
    }

    /** Returns the number of requests with this method and path. */
    long count(String request) {
        return requests.stream().filter(request::equals).count();
    }

    private MockResponse respond(RecordedRequest request, String path) {
        boolean isPost = request.getMethod().equals("POST");
        if (path.equals("/v1/files")) {
            uploads.add(text(request));
            return json("{\"id\": \"file-%d\"}".formatted(uploads.size()));
        }
        if (path.equals("/v1/fine_tuning/jobs")) {
            return isPost ? submit(request) : json("{\"data\": [%s]}".formatted(allJobs()));
        }
        if (path.endsWith("/events")) {
            return json("{\"data\": [%s]}".formatted(events));
        }
        return path.startsWith("/v1/fine_tuning/jobs/")
                ? json(job(Integer.parseInt(path.replaceAll(".*-", ""))))
                : completion(request);
    }

    private MockResponse submit(RecordedRequest request) {
        jobs.add(read(text(request)));
        boolean isLost = losesNextSubmissionResponse;
        losesNextSubmissionResponse = false;
        return isLost
                ? new MockResponse.Builder().code(502).addHeader("retry-after-ms", "1").build()
                : json(job(jobs.size() - 1));
    }

    private String allJobs() {
        var all = new ArrayList<String>();
        for (int i = 0; i < jobs.size(); i++) {
            all.add(job(i));
        }
        return String.join(",", all);
    }

    private String job(int index) {
        return "{\"id\": \"ftjob-%d\", \"training_file\": %s, %s}"
                .formatted(
                        index,
                        jobs.get(index).path("training_file"),
                        status.replace("#", String.valueOf(index)));
    }

    private MockResponse completion(RecordedRequest request) {
        authorizations.add(requireNonNullElse(request.getHeaders().get("Authorization"), ""));
        JsonNode body = read(text(request));
        calls.add(body);
        String model = body.path("model").asText();
        String prompt = body.at("/messages/0/content").asText();
        if (prompt.contains("forbidden")) {
            return new MockResponse.Builder().code(400).body("not that").build();
        }
        if (model.startsWith("ft:") && hasDeletedModels) {
            return new MockResponse.Builder().code(404).body("no such model").build();
        }
        String answer = model.startsWith("ft:") ? model : prompt.replaceAll(".* ", "");
        return json(
                "{\"choices\": [{\"finish_reason\": \"stop\", \"message\": {\"content\": \"%s\"}}]}"
                        .formatted(answer));
    }

    private static String text(RecordedRequest request) {
        return requireNonNull(request.getBody()).utf8();
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MockResponse json(String body) {
        return new MockResponse.Builder().body(body).build();
    }

    @Override
    public void close() {
        server.close();
    }
}
