package dev.inward.hosted.finetuning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Where a finetuned model is served.
 *
 * @param id the id of the model at its server
 * @param baseUrl the address of its server; null for that of the base model
 * @param keyVariable the environment variable with the key of its server; null for that of the base
 *     model at the same host and port, and for none at another
 */
public record ServedModel(String id, @Nullable String baseUrl, @Nullable String keyVariable) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Creates a model at the server of its base model. */
    static ServedModel atSameServer(String id) {
        return new ServedModel(id, null, null);
    }

    /** Reads a line such as {@code {"model": "ID", "base-url": "URL"}}; empty if it is another. */
    static Optional<ServedModel> parse(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            String id = json.path("model").asText("").strip();
            String baseUrl = json.path("base-url").textValue();
            return id.isEmpty()
                            || !json.path("model").isTextual()
                            || (json.has("base-url")
                                    && (baseUrl == null || HttpUrl.parse(baseUrl) == null))
                    ? Optional.empty()
                    : Optional.of(new ServedModel(id, baseUrl, json.path("key-env").textValue()));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
