package dev.inward.hosted.finetuning;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.hosted.http.ServerAddress;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Where a finetuned model is served.
 *
 * @param id the id of the model at its server
 * @param baseUrl the address of its server; null for that of the base model of the entry
 * @param keyVariable the environment variable with the key of its server; null for that of the base
 *     model at the same host and port, and for none at another
 */
public record ServedModel(String id, @Nullable String baseUrl, @Nullable String keyVariable) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Creates a model at the server of its base model. */
    static ServedModel atSameServer(String id) {
        return new ServedModel(id, null, null);
    }

    /**
     * Returns the same model in the terms of the entry, if the model that it was finetuned from has
     * an address of its own.
     *
     * @param start where that model is served, in the terms of the entry
     * @param address the address of that model
     */
    ServedModel startedFrom(ServedModel start, ServerAddress address) {
        boolean isAtSameServer =
                baseUrl == null || address.isSameServer(requireNonNull(HttpUrl.parse(baseUrl)));
        return new ServedModel(
                id,
                baseUrl == null ? start.baseUrl() : baseUrl,
                keyVariable == null && isAtSameServer ? start.keyVariable() : keyVariable);
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
