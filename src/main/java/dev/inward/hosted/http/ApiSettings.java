package dev.inward.hosted.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.hosted.pacing.PacingLimits;
import dev.inward.model.ModelListener;
import dev.inward.model.ModelSpecification;
import dev.inward.model.Price;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a hosted model, read from the models file and checked.
 *
 * @param name the name of the model in the models file
 * @param id the id of the model at the server
 * @param baseUrl the address of the server
 * @param key the source of the API key
 * @param sampling how the model samples an answer
 * @param price the price per million tokens; null if the entry has none
 * @param headers additional HTTP headers
 * @param body additional fields of the request body, by name
 * @param pace the limits that the user sets
 * @param timeoutSeconds the timeout of one try
 * @param samplesPerCall the maximum number of answers per call
 * @param aboutOthers whether the model can answer prompts about another model
 * @param maxWait the longest wait that the server can ask for; a longer one ends the study
 * @param listener receives the failures of calls
 * @param emptyText what an empty text with a normal finish is; null if the dialect decides
 */
public record ApiSettings(
        String name,
        String id,
        ServerAddress baseUrl,
        ApiKey key,
        SamplingSettings sampling,
        @Nullable Price price,
        RequestHeaders headers,
        Map<String, JsonNode> body,
        PacingLimits pace,
        int timeoutSeconds,
        int samplesPerCall,
        boolean aboutOthers,
        Duration maxWait,
        ModelListener listener,
        @Nullable EmptyText emptyText) {

    private static final String HEADERS = "headers.";
    private static final String BODY = "body.";

    /**
     * Reads the settings of a model.
     *
     * @param dialect provides the default address and the default key variable
     * @throws IllegalArgumentException if a setting is missing or invalid
     */
    public static ApiSettings read(ModelSpecification model, Dialect dialect) {
        var reader = new ApiSettingsReader(model);
        reader.requireNoTemperatureWithEffort();
        boolean isDefaultAddress = !model.settings().containsKey("base-url");
        String keyVariable =
                Optional.ofNullable(model.settings().get("key-env"))
                        .orElse(isDefaultAddress ? dialect.keyVariable() : null);
        String effort = model.settings().get("reasoning-effort");
        return new ApiSettings(
                model.name(),
                model.requiredSetting("id"),
                reader.address(dialect.baseUrl(), dialect.version(), dialect.callPath()),
                new ApiKey(model.name(), keyVariable, model.environment()),
                new SamplingSettings(
                        effort == null
                                ? reader.number("temperature", Double::valueOf).orElse(0.0)
                                : null,
                        reader.number("top-p", Double::valueOf).orElse(null),
                        reader.atLeastOne("max-tokens", effort == null ? 256 : 4096),
                        reader.list("stop"),
                        reader.wholeNumber("seed").orElse(null),
                        effort,
                        reader.topLogprobs()),
                reader.price(),
                new RequestHeaders(reader.withPrefix(HEADERS)),
                reader.jsonWithPrefix(BODY),
                new PacingLimits(
                        reader.atLeastOne("concurrency", 16),
                        reader.positive("requests-per-minute"),
                        reader.positive("tokens-per-minute")),
                reader.atLeastOne("timeout-seconds", 120),
                reader.atLeastOne("samples-per-call", Integer.MAX_VALUE),
                reader.trueByDefault("about-others"),
                Duration.ofSeconds(reader.atLeastOne("max-wait-seconds", 600)),
                model.listener(),
                reader.emptyText());
    }

    /**
     * Masks the key, and the secrets in the address and in the headers, in a text. Servers
     * sometimes repeat what they received.
     */
    public String maskedIn(String text) {
        return headers.maskedIn(baseUrl.maskedIn(key.ifSet().maskedIn(text)));
    }

    /** Returns the same settings for another model at the same server. */
    ApiSettings forModel(String otherName, String otherId) {
        return new ApiSettings(
                otherName,
                otherId,
                baseUrl,
                key,
                sampling,
                price,
                headers,
                body,
                pace,
                timeoutSeconds,
                samplesPerCall,
                aboutOthers,
                maxWait,
                listener,
                emptyText);
    }
}
