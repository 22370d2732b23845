package dev.inward.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** What an entry of the models file says of a model behind an address, read and checked. */
record ApiSettings(
        String name,
        String id,
        HttpUrl baseUrl,
        ApiKey key,
        Sampling sampling,
        @Nullable Price price,
        Map<String, String> headers,
        Map<String, JsonNode> body,
        Pace pace,
        int timeoutSeconds,
        int samplesPerCall,
        boolean aboutOthers,
        @Nullable Hyperparameters finetuning) {

    /**
     * How fast a model may be asked.
     *
     * @param concurrency most calls under way at once
     * @param requestsPerMinute most calls a minute, where the entry says so
     * @param tokensPerMinute most tokens a minute, as the provider counts them
     */
    record Pace(
            int concurrency, OptionalDouble requestsPerMinute, OptionalDouble tokensPerMinute) {}

    private static final String HEADERS = "headers.";
    private static final String BODY = "body.";

    /**
     * Reads an entry.
     *
     * @param dialect knows the usual address and key variable
     * @throws IllegalArgumentException naming model, key, what was given and what was expected
     */
    static ApiSettings read(ModelSpecification model, Dialect dialect) {
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
                new Pace(
                        read.atLeastOne("concurrency", 16),
                        read.positive("requests-per-minute"),
                        read.positive("tokens-per-minute")),
                read.atLeastOne("timeout-seconds", 120),
                read.atLeastOne("samples-per-call", Integer.MAX_VALUE),
                read.trueUnlessFalse("about-others"),
                Hyperparameters.read(model));
    }

    /** The same of another model at the same server, which is not finetuned further. */
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
                aboutOthers,
                null);
    }
}
