package dev.inward.hosted.finetuning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.hosted.http.ApiSettings;
import dev.inward.process.ProcessId;
import org.jspecify.annotations.Nullable;

/**
 * How far the finetuning by a command is.
 *
 * @param attempt the number of the latest call of the command; 0 before the first one
 * @param process the process of that call; null before the first one
 * @param served where the finetuned model is served; null before the command succeeds
 */
record CommandRecord(int attempt, @Nullable ProcessId process, @Nullable ServedModel served) {

    static CommandRecord of(JsonNode json) {
        String id = json.path("finetuned-model").textValue();
        return new CommandRecord(
                json.path("attempt").asInt(),
                json.has("pid")
                        ? new ProcessId(
                                json.path("pid").asLong(), json.path("process-started").asLong())
                        : null,
                id == null
                        ? null
                        : new ServedModel(
                                id,
                                json.path("finetuned-base-url").textValue(),
                                json.path("finetuned-key-env").textValue()));
    }

    CommandRecord withNextAttempt(ProcessId next) {
        return new CommandRecord(attempt + 1, next, null);
    }

    CommandRecord withServed(ServedModel model) {
        return new CommandRecord(attempt, process, model);
    }

    /**
     * Returns the content of the record file.
     *
     * @param settings the base model; its URL and id are written for human readers only
     */
    ObjectNode json(ApiSettings settings) {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("schema", 1)
                        .put("base-url", settings.baseUrl().identity())
                        .put("model", settings.id())
                        .put("attempt", attempt);
        if (process != null) {
            json.put("pid", process.pid()).put("process-started", process.started());
        }
        if (served != null) {
            json.put("finetuned-model", served.id())
                    .put("finetuned-base-url", served.baseUrl())
                    .put("finetuned-key-env", served.keyVariable());
        }
        return json;
    }
}
