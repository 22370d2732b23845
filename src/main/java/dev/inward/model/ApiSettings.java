package dev.inward.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
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
    private static final String PRICE = "price.";

    /**
     * Reads an entry.
     *
     * @param dialect knows the usual address and key variable
     * @throws IllegalArgumentException naming model, key, what was given and what was expected
     */
    static ApiSettings read(ModelSpecification model, Dialect dialect) {
        Reader read = new Reader(model);
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

    /** Reads single keys of one entry. */
    private record Reader(ModelSpecification model) {

        void refuseTemperatureBesideEffort() {
            if (model.settings().containsKey("reasoning-effort")
                    && model.settings().containsKey("temperature")) {
                throw wrong(
                        "temperature",
                        "none beside 'reasoning-effort': reasoning models take no temperature");
            }
        }

        HttpUrl url(String key, String otherwise) {
            String given = model.settings().getOrDefault(key, otherwise);
            HttpUrl url = HttpUrl.parse(given.endsWith("/") ? given : given + "/");
            if (url == null) {
                throw wrong(key, "an address such as https://host/v1");
            }
            return url;
        }

        <T> Optional<T> number(String key, Function<String, T> parse) {
            return Optional.ofNullable(model.settings().get(key))
                    .map(
                            text -> {
                                try {
                                    return parse.apply(text);
                                } catch (NumberFormatException e) {
                                    throw wrong(key, "a number");
                                }
                            });
        }

        /** A cached token costs as much as any other where nothing is said of it. */
        @Nullable Price price() {
            if (below(PRICE).isEmpty()) {
                return null;
            }
            BigDecimal input = money("input").orElseThrow(() -> wrong(PRICE + "input", "a price"));
            return new Price(
                    input,
                    money("cached-input").orElse(input),
                    money("output").orElseThrow(() -> wrong(PRICE + "output", "a price")));
        }

        private Optional<BigDecimal> money(String key) {
            Optional<BigDecimal> money = number(PRICE + key, BigDecimal::new);
            if (money.isPresent() && money.get().signum() < 0) {
                throw wrong(PRICE + key, "a price of at least 0 a million tokens");
            }
            return money;
        }

        int atLeastOne(String key, int otherwise) {
            int number = number(key, Integer::valueOf).orElse(otherwise);
            if (number < 1) {
                throw wrong(key, "a whole number of at least 1");
            }
            return number;
        }

        boolean trueUnlessFalse(String key) {
            String text = model.settings().get(key);
            if (text == null) {
                return true;
            }
            if (EntryValue.of(text) instanceof BooleanNode given) {
                return given.booleanValue();
            }
            throw wrong(key, "'true' or 'false'");
        }

        @Nullable Integer topLogprobs() {
            Optional<Integer> number = number("top-logprobs", Integer::valueOf);
            if (number.isPresent() && (number.get() < 0 || number.get() > 20)) {
                throw wrong("top-logprobs", "a whole number from 0 to 20");
            }
            return number.orElse(null);
        }

        OptionalDouble positive(String key) {
            Optional<Double> number = number(key, Double::valueOf);
            if (number.isPresent() && !(number.get() > 0 && Double.isFinite(number.get()))) {
                throw wrong(key, "a number above 0");
            }
            return number.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
        }

        /** A list as the models file has it, or texts between commas. */
        List<String> list(String key) {
            return Optional.ofNullable(model.settings().get(key))
                    .map(
                            text ->
                                    EntryValue.of(text) instanceof ArrayNode list
                                            ? list.valueStream().map(JsonNode::asText)
                                            : Arrays.stream(text.split(",", -1)).map(String::strip))
                    .map(Stream::toList)
                    .orElse(List.of());
        }

        Map<String, String> below(String prefix) {
            Map<String, String> below = new TreeMap<>();
            model.settings()
                    .forEach(
                            (key, value) -> {
                                if (key.startsWith(prefix)) {
                                    below.put(key.substring(prefix.length()), value);
                                }
                            });
            return below;
        }

        Map<String, JsonNode> json(String prefix) {
            Map<String, JsonNode> json = new TreeMap<>();
            below(prefix).forEach((key, value) -> json.put(key, EntryValue.of(value)));
            return json;
        }

        private IllegalArgumentException wrong(String key, String expected) {
            return new IllegalArgumentException(
                    "model '%s' has '%s: %s' in models.yaml or by -Dinward.models.%s.%s; expected %s"
                            .formatted(
                                    model.name(),
                                    key,
                                    model.settings().get(key),
                                    model.name(),
                                    key,
                                    expected));
        }
    }
}
