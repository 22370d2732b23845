package dev.inward.labserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.lab.LabModel;
import java.util.UUID;
import java.util.concurrent.CompletionException;

/**
 * One finetuning that a client requested over HTTP.
 *
 * <p>This class is thread-safe.
 */
final class FinetuningJob {

    private final String id = "ftjob-" + UUID.randomUUID();
    private final JsonNode request;
    private String status = "queued";
    private String error = "";
    private String model = "";
    private int step;
    private int steps;

    /**
     * @param request the body of the request
     */
    FinetuningJob(JsonNode request) {
        this.request = request;
    }

    /** Trains on the calling thread, then serves the finetuned model. */
    void run(ServedModels models, TrainingFile file) {
        String base = request.path("model").asText();
        try {
            changeStatus("running");
            LabModel start = models.model(base);
            var training = file.finetuning(start, request.path("seed").asLong());
            var finetuned = (LabModel) start.finetune(training, this::stepDone);
            // A lab model trains on its first call.
            finetuned.complete(training.examples().get(0).prompt()).join();
            String name = "ft:%s:lab:%s:%s".formatted(base, suffix(), UUID.randomUUID());
            models.add(name, finetuned);
            succeed(name);
        } catch (RuntimeException failure) {
            Throwable cause = failure.getCause();
            fail(
                    failure instanceof CompletionException && cause != null
                            ? String.valueOf(cause.getMessage())
                            : String.valueOf(failure.getMessage()));
        }
    }

    private String suffix() {
        return request.path("suffix").asText("");
    }

    private synchronized void changeStatus(String next) {
        status = next;
    }

    private synchronized void stepDone(int done, int total) {
        step = done;
        steps = total;
    }

    private synchronized void succeed(String name) {
        model = name;
        status = "succeeded";
    }

    private synchronized void fail(String message) {
        error = message;
        status = "failed";
    }

    String id() {
        return id;
    }

    /** Returns whether the metadata of the request has this entry. */
    boolean hasMetadata(String key, String value) {
        return request.path("metadata").path(key).asText().equals(value);
    }

    synchronized ObjectNode json() {
        ObjectNode json = ApiFormat.JSON.createObjectNode();
        json.put("object", "fine_tuning.job").put("id", id).put("created_at", 0);
        json.put("model", request.path("model").asText()).put("status", status);
        json.put("fine_tuned_model", model.isEmpty() ? null : model);
        json.put("training_file", request.path("training_file").asText());
        json.putNull("validation_file").putNull("trained_tokens").putNull("finished_at");
        json.put("organization_id", "lab").put("seed", request.path("seed").asLong());
        json.putArray("result_files");
        json.putObject("hyperparameters");
        json.set("metadata", request.path("metadata").deepCopy());
        if (!error.isEmpty()) {
            json.putObject("error").put("code", "failed").put("message", error).putNull("param");
        }
        return json;
    }

    /** Returns a list with one event: the last completed step. */
    synchronized ObjectNode events() {
        ObjectNode list = ApiFormat.JSON.createObjectNode();
        list.put("object", "list").put("has_more", false);
        var data = list.putArray("data");
        if (step > 0) {
            ObjectNode event = data.addObject().put("object", "fine_tuning.job.event");
            event.put("id", "ftevent-" + step).put("created_at", 0).put("level", "info");
            event.put("message", "Step " + step + "/" + steps).put("type", "metrics");
            event.putObject("data").put("step", step).put("total_steps", steps);
        }
        return list;
    }
}
