package dev.inward.hosted.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.hosted.pacing.PacingLimits;
import dev.inward.model.ModelSpecification;
import dev.inward.model.Price;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** What an entry of the models file says of a model behind an address, read and checked. */
public record ApiSettings(
        String name,
        String id,
        HttpUrl baseUrl,
        ApiKey key,
        Sampling sampling,
        @Nullable Price price,
        Map<String, String> headers,
        Map<String, JsonNode> body,
        PacingLimits pace,
        int timeoutSeconds,
        int samplesPerCall,
        boolean aboutOthers) {

    private static final String HEADERS = "headers.";
    private static final String BODY = "body.";

    /**
     * Reads an entry.
     *
     * @param dialect knows the usual address and key variable
     * @throws IllegalArgumentException naming model, key, what was given and what was expected
     */
    public static ApiSettings read(ModelSpecification model, Dialect dialect) {
        var read = new ApiEntry(model);
        read.refuseTemperatureBesideEffort();
        boolean isUsualAddress = !model.settings().containsKey("base-url");
        String keyVariable =
                Optional.ofNullable(model.settings().get("key-env"))
                        .orElse(isUsualAddress ? dialect.keyVariable() : null);
        String effort = model.settings().get("reasoning-effort");
        return new ApiSettings(
                model.name(),
                model.required("id"),
                read.url("base-url", dialect.baseUrl()),
                new ApiKey(model.name(), keyVariable, model.environment()),
                new Sampling(
                        effort == null
                                ? read.number("temperature", Double::valueOf).orElse(0.0)
                                : null,
                        read.number("top-p", Double::valueOf).orElse(null),
                        read.atLeastOne("max-tokens", effort == null ? 256 : 4096),
                        read.list("stop"),
                        read.number("seed", Long::valueOf).orElse(null),
                        effort,
                        read.topLogprobs()),
                read.price(),
                read.below(HEADERS),
                read.json(BODY),
                new PacingLimits(
                        read.atLeastOne("concurrency", 16),
                        read.positive("requests-per-minute"),
                        read.positive("tokens-per-minute")),
                read.atLeastOne("timeout-seconds", 120),
                read.atLeastOne("samples-per-call", Integer.MAX_VALUE),
                read.trueUnlessFalse("about-others"));
    }

    /** Returns the settings of another model at the same server. */
    ApiSettings of(String otherName, String otherId) {
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
                aboutOthers);
    }
}
