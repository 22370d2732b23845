package dev.inward.hosted.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.inward.InwardParameters;
import dev.inward.model.ModelSpecification;
import dev.inward.model.Price;
import dev.inward.model.QuerySecrets;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of a hosted model from its entry in the models file. An invalid setting throws
 * an {@link IllegalArgumentException} that names the model, the key, the given value and the
 * expected value.
 *
 * @param model the entry
 */
public record ApiSettingsReader(ModelSpecification model) {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final String PRICE = "price.";
    private static final String BASE_URL = "base-url";

    void requireNoTemperatureWithEffort() {
        if (model.settings().containsKey("reasoning-effort")
                && model.settings().containsKey("temperature")) {
            throw invalid(
                    "temperature",
                    "none beside 'reasoning-effort': a reasoning model accepts no temperature");
        }
    }

    /**
     * Returns the address of the server.
     *
     * @param version the version that is appended to a path without one; empty if there is none
     * @param callPath a regular expression for the path of a call, which is no part of the address
     */
    ServerAddress address(String defaultUrl, String version, String callPath) {
        String given = model.settings().getOrDefault(BASE_URL, defaultUrl);
        return ServerAddress.parse(given, version, callPath)
                .orElseThrow(
                        () ->
                                // Not the usual message, because the address can hold a password.
                                new IllegalArgumentException(
                                        String.format(
                                                Locale.ROOT,
                                                "model '%s' has '%s: %s' in models.yaml or -D"
                                                        + InwardParameters.MODELS_PREFIX
                                                        + "%s.%s; expected an address without spaces, '#' and '@', for example https://host/v1; 'id' names the model, and 'key-env' or 'headers' the key",
                                                model.name(),
                                                BASE_URL,
                                                QuerySecrets.maskedIn(
                                                        given.replaceFirst("//.*@", "//***@")),
                                                model.name(),
                                                BASE_URL)));
    }

    <T> Optional<T> number(String key, Function<String, T> parse) {
        return Optional.ofNullable(model.settings().get(key))
                .map(
                        text -> {
                            try {
                                return parse.apply(text);
                            } catch (NumberFormatException e) {
                                throw invalid(key, "a number");
                            }
                        });
    }

    /**
     * Returns the price; null if the entry has none. Cached input costs as much as other input by
     * default.
     */
    @Nullable Price price() {
        if (withPrefix(PRICE).isEmpty()) {
            return null;
        }
        BigDecimal input = money("input").orElseThrow(() -> invalid(PRICE + "input", "a price"));
        return new Price(
                input,
                money("cached-input").orElse(input),
                money("output").orElseThrow(() -> invalid(PRICE + "output", "a price")));
    }

    private Optional<BigDecimal> money(String key) {
        Optional<BigDecimal> money = number(PRICE + key, BigDecimal::new);
        if (money.isPresent() && money.get().signum() < 0) {
            throw invalid(PRICE + key, "a price of at least 0 per million tokens");
        }
        return money;
    }

    /** Returns a whole number, also if it is written as 1e3 or 1.0. */
    Optional<Long> wholeNumber(String key) {
        try {
            return number(key, BigDecimal::new).map(BigDecimal::longValueExact);
        } catch (ArithmeticException e) {
            throw invalid(key, "a whole number with at most 18 digits");
        }
    }

    int atLeastOne(String key, int defaultNumber) {
        long number = wholeNumber(key).orElse((long) defaultNumber);
        if (number < 1) {
            throw invalid(key, "a whole number of at least 1");
        }
        if (number > Integer.MAX_VALUE) {
            throw invalid(key, "a whole number of at most " + Integer.MAX_VALUE);
        }
        return (int) number;
    }

    boolean trueByDefault(String key) {
        String text = model.settings().get(key);
        if (text == null) {
            return true;
        }
        if (parsed(text) instanceof BooleanNode given) {
            return given.booleanValue();
        }
        throw invalid(key, "'true' or 'false'");
    }

    @Nullable EmptyText emptyText() {
        String text = model.settings().get("empty-text");
        if (text == null) {
            return null;
        }
        return EmptyText.named(text)
                .orElseThrow(() -> invalid("empty-text", "'retry' or 'answer'"));
    }

    @Nullable Integer topLogprobs() {
        Optional<Integer> number = number("top-logprobs", Integer::valueOf);
        if (number.isPresent() && (number.get() < 0 || number.get() > 20)) {
            throw invalid("top-logprobs", "a whole number from 0 to 20");
        }
        return number.orElse(null);
    }

    OptionalDouble positive(String key) {
        Optional<Double> number = number(key, Double::valueOf);
        if (number.isPresent() && !(number.get() > 0 && Double.isFinite(number.get()))) {
            throw invalid(key, "a number above 0");
        }
        return number.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }

    /**
     * Returns the texts of a JSON list or of a comma-separated list; empty if the key is missing.
     */
    List<String> list(String key) {
        return Optional.ofNullable(model.settings().get(key))
                .map(
                        text ->
                                parsed(text) instanceof ArrayNode list
                                        ? list.valueStream().map(JsonNode::asText)
                                        : Arrays.stream(text.split(",", -1)).map(String::strip))
                .map(Stream::toList)
                .orElse(List.of());
    }

    /** Returns all settings with the prefix, by the rest of their keys. */
    Map<String, String> withPrefix(String prefix) {
        Map<String, String> found = new TreeMap<>();
        model.settings()
                .forEach(
                        (key, value) -> {
                            if (key.startsWith(prefix)) {
                                found.put(key.substring(prefix.length()), value);
                            }
                        });
        return found;
    }

    /** Returns all settings with the prefix as JSON, by the rest of their keys. */
    Map<String, JsonNode> jsonWithPrefix(String prefix) {
        Map<String, JsonNode> json = new TreeMap<>();
        withPrefix(prefix).forEach((key, value) -> json.put(key, parsed(value)));
        return json;
    }

    private IllegalArgumentException invalid(String key, String expected) {
        return model.invalidSetting(key, expected);
    }

    /** Returns the parsed text; a text node if the text is not JSON. */
    private static JsonNode parsed(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return json.isMissingNode() ? TextNode.valueOf(text) : json;
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }
}
