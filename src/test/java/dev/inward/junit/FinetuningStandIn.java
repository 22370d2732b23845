package dev.inward.junit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.model.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/**
 * OpenAI's fine-tuning API for tests. A job succeeds at its third poll. The id of the finetuned
 * model has the hash of the uploaded rows, so other rows make a model that answers differently.
 *
 * <p>This class is thread-safe.
 */
final class FinetuningStandIn {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int POLLS = 3;

    private record Job(ObjectNode json, String finetunedModel, int polls) {}

    private final List<String> uploads = new ArrayList<>();
    private final List<Job> jobs = new ArrayList<>();

    /** Returns whether a request is one of the fine-tuning API. */
    static boolean serves(RecordedRequest request) {
        return !request.getUrl().encodedPath().endsWith("/chat/completions");
    }

    /** Returns the number of submitted jobs. */
    synchronized int jobs() {
        return jobs.size();
    }

    /** Forgets all files and jobs, as another account has none. */
    synchronized void clear() {
        uploads.clear();
        jobs.clear();
    }

    /** Responds to a request of the fine-tuning API. */
    synchronized MockResponse answer(RecordedRequest request) {
        String path = request.getUrl().encodedPath();
        if (path.endsWith("/files")) {
            uploads.add(rows(text(request)));
            return json(JSON.createObjectNode().put("id", "file-" + (uploads.size() - 1)));
        }
        if (path.endsWith("/jobs")) {
            return request.getMethod().equals("POST") ? submit(text(request)) : list();
        }
        if (path.endsWith("/events")) {
            return json(JSON.createObjectNode().set("data", JSON.createArrayNode()));
        }
        return poll(numberAfter("ftjob-", path));
    }

    /** Returns the rows of a multipart form, whose boundary is random. */
    private static String rows(String form) {
        return form.lines().filter(line -> line.startsWith("{")).collect(Collectors.joining("\n"));
    }

    private MockResponse submit(String body) {
        ObjectNode job = read(body);
        String rows = uploads.get(numberAfter("file-", job.path("training_file").asText()));
        String model =
                "ft:"
                        + job.path("model").asText()
                        + ":"
                        + HexFormat.of().formatHex(Sha256.of(List.of(rows)), 0, 8);
        job.put("id", "ftjob-" + jobs.size()).put("status", "running");
        jobs.add(new Job(job, model, 0));
        return json(job);
    }

    private MockResponse list() {
        ObjectNode page = JSON.createObjectNode();
        jobs.forEach(job -> page.withArray("data").add(job.json()));
        return json(page);
    }

    private MockResponse poll(int number) {
        Job job = jobs.get(number);
        ObjectNode json = job.json();
        if (job.polls() + 1 >= POLLS) {
            json.put("status", "succeeded").put("fine_tuned_model", job.finetunedModel());
        }
        jobs.set(number, new Job(json, job.finetunedModel(), job.polls() + 1));
        return json(json);
    }

    private static int numberAfter(String prefix, String id) {
        return Integer.parseInt(id.substring(id.lastIndexOf(prefix) + prefix.length()));
    }

    private static String text(RecordedRequest request) {
        return requireNonNull(request.getBody()).utf8();
    }

    private static ObjectNode read(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MockResponse json(JsonNode body) {
        return new MockResponse.Builder().body(body.toString()).build();
    }
}
