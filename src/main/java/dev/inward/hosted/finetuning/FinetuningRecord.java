package dev.inward.hosted.finetuning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.hosted.http.ApiSettings;
import org.jspecify.annotations.Nullable;

/**
 * How far a finetuning has come that a server is paid for.
 *
 * @param trainingFile the server's name for the rows, once they are uploaded
 * @param job the server's name for the job, once it is known to be submitted
 * @param model the id of the finetuned model, once there is one
 */
record FinetuningRecord(
        @Nullable String trainingFile, @Nullable String job, @Nullable String model) {

    static final FinetuningRecord NOTHING = new FinetuningRecord(null, null, null);

    static FinetuningRecord of(JsonNode json) {
        return new FinetuningRecord(
                json.path("training-file").textValue(),
                json.path("job").textValue(),
                json.path("finetuned-model").textValue());
    }

    FinetuningRecord uploadedAs(String file) {
        return new FinetuningRecord(file, null, null);
    }

    FinetuningRecord submittedAs(String name) {
        return new FinetuningRecord(trainingFile, name, null);
    }

    FinetuningRecord finishedAs(String id) {
        return new FinetuningRecord(trainingFile, job, id);
    }

    /**
     * @param settings who is finetuned, for people to read
     */
    ObjectNode json(ApiSettings settings) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("schema", 1)
                .put("base-url", settings.baseUrl().toString())
                .put("model", settings.id())
                .put("training-file", trainingFile)
                .put("job", job)
                .put("finetuned-model", model);
    }
}
