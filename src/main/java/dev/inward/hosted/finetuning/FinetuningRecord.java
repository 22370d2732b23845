package dev.inward.hosted.finetuning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.hosted.http.ApiSettings;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a finetuning that costs money. It is written to disk after each paid step.
 *
 * @param trainingFile the server's id of the uploaded training rows; null before the upload
 * @param job the server's id of the job; null before the submission is confirmed
 * @param model the id of the finetuned model; null before the job succeeds
 */
record FinetuningRecord(
        @Nullable String trainingFile, @Nullable String job, @Nullable String model) {

    static FinetuningRecord of(JsonNode json) {
        return new FinetuningRecord(
                json.path("training-file").textValue(),
                json.path("job").textValue(),
                json.path("finetuned-model").textValue());
    }

    FinetuningRecord withTrainingFile(String fileId) {
        return new FinetuningRecord(fileId, null, null);
    }

    FinetuningRecord withJob(String jobId) {
        return new FinetuningRecord(trainingFile, jobId, null);
    }

    FinetuningRecord withModel(String modelId) {
        return new FinetuningRecord(trainingFile, job, modelId);
    }

    /**
     * Returns the content of the record file.
     *
     * @param settings the base model; its URL and id are written for human readers only
     */
    ObjectNode json(ApiSettings settings) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("schema", 1)
                .put("base-url", settings.baseUrl().identity())
                .put("model", settings.id())
                .put("training-file", trainingFile)
                .put("job", job)
                .put("finetuned-model", model);
    }
}
