package dev.inward.labserver;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import okhttp3.MultipartReader;
import okio.Buffer;

/**
 * The endpoint for finetuning, in the format of OpenAI: files, jobs and their events. The lab uses
 * its own recipe, so hyperparameters are refused. The metadata of a job says which rows are
 * rehearsal. Files and jobs are lost when the server stops; finetuned weights are not.
 *
 * <p>This class is thread-safe.
 */
final class FinetuningEndpoint {

    private static final String JOBS = "/v1/fine_tuning/jobs";

    private final ServedModels models;
    private final Map<String, String> files = new ConcurrentHashMap<>();
    private final Map<String, FinetuningJob> jobs = new LinkedHashMap<>();

    FinetuningEndpoint(ServedModels models) {
        this.models = models;
    }

    /** Answers a request; empty if its address belongs to another endpoint. */
    Optional<ObjectNode> answer(RecordedRequest request) {
        String path = request.getUrl().encodedPath();
        boolean isPost = request.getMethod().equals("POST");
        if (isPost && path.equals("/v1/files")) {
            return Optional.of(upload(request));
        }
        if (path.equals(JOBS)) {
            return Optional.of(isPost ? submit(LabServer.body(request)) : list(request.getUrl()));
        }
        if (!isPost && path.startsWith(JOBS + "/")) {
            List<String> idAndSuffix = List.of(path.substring(JOBS.length() + 1).split("/", -1));
            FinetuningJob job = job(idAndSuffix.get(0));
            return Optional.of(idAndSuffix.contains("events") ? job.events() : job.json());
        }
        return Optional.empty();
    }

    private ObjectNode upload(RecordedRequest request) {
        String type = String.valueOf(request.getHeaders().get("content-type"));
        String boundary = type.substring(type.indexOf("boundary=") + "boundary=".length());
        var fields = new LinkedHashMap<String, String>();
        try (var reader =
                new MultipartReader(
                        new Buffer().write(requireNonNull(request.getBody())), boundary)) {
            for (var part = reader.nextPart(); part != null; part = reader.nextPart()) {
                String disposition = String.valueOf(part.headers().get("content-disposition"));
                fields.put(
                        disposition.contains("name=\"file\"") ? "file" : "purpose",
                        part.body().readUtf8());
            }
        } catch (IOException e) {
            throw new RefusedRequestException(
                    400, "the upload is not a multipart form: " + e.getMessage());
        }
        String rows = fields.get("file");
        if (rows == null || !"fine-tune".equals(fields.get("purpose"))) {
            throw new RefusedRequestException(
                    400, "an upload needs a 'file' and the 'purpose' fine-tune");
        }
        String id = "file-" + UUID.randomUUID();
        files.put(id, rows);
        return ApiFormat.JSON
                .createObjectNode()
                .put("object", "file")
                .put("id", id)
                .put("bytes", rows.length())
                .put("created_at", 0)
                .put("filename", "rows.jsonl")
                .put("purpose", "fine-tune");
    }

    private ObjectNode submit(JsonNode request) {
        models.model(request.path("model").asText());
        String rows = files.get(request.path("training_file").asText());
        if (rows == null) {
            throw new RefusedRequestException(400, "the 'training_file' does not exist");
        }
        if (!request.at("/method/supervised/hyperparameters").isEmpty()
                || !request.path("hyperparameters").isEmpty()) {
            throw new RefusedRequestException(
                    400, "the lab uses its own recipe; remove the hyperparameters");
        }
        int examples =
                request.at("/metadata/inward-examples")
                        .asInt(Math.toIntExact(rows.lines().count()));
        TrainingFile file = TrainingFile.parse(rows, examples);
        var job = new FinetuningJob(request);
        synchronized (jobs) {
            jobs.put(job.id(), job);
        }
        var thread = new Thread(() -> job.run(models, file), "lab-" + job.id());
        thread.setDaemon(true);
        thread.start();
        return job.json();
    }

    private ObjectNode list(HttpUrl url) {
        ObjectNode list = ApiFormat.JSON.createObjectNode();
        list.put("object", "list").put("has_more", false);
        var data = list.putArray("data");
        synchronized (jobs) {
            jobs.values().stream()
                    .filter(job -> matchesQuery(job, url))
                    .forEach(job -> data.insert(0, job.json()));
        }
        return list;
    }

    private static boolean matchesQuery(FinetuningJob job, HttpUrl url) {
        return url.queryParameterNames().stream()
                .filter(name -> name.startsWith("metadata["))
                .allMatch(
                        name ->
                                job.hasMetadata(
                                        name.substring("metadata[".length(), name.length() - 1),
                                        String.valueOf(url.queryParameter(name))));
    }

    private FinetuningJob job(String id) {
        synchronized (jobs) {
            FinetuningJob job = jobs.get(id);
            if (job == null) {
                throw new RefusedRequestException(404, "the job '" + id + "' does not exist");
            }
            return job;
        }
    }
}
