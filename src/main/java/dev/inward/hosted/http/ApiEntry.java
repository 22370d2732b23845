package dev.inward.hosted.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.inward.model.ModelSpecification;
import dev.inward.model.Price;
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

/**
 * Reads single keys of what the models file says of a model behind an address. Whatever is wrong is
 * told by an {@link IllegalArgumentException} that names model, key, what was given and what was
 * expected.
 */
public record ApiEntry(ModelSpecification model) {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String PRICE = "price.";

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
        if (parsed(text) instanceof BooleanNode given) {
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
                                parsed(text) instanceof ArrayNode list
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
        below(prefix).forEach((key, value) -> json.put(key, parsed(value)));
        return json;
    }

    private IllegalArgumentException wrong(String key, String expected) {
        return model.invalid(key, expected);
    }

    /** Returns the JSON that a text holds; the text itself if it holds none. */
    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }
}
