package dev.inward.hosted.response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;

/**
 * Reads the JSON of servers. Python writes the log probability of an impossible token as {@code
 * -Infinity}, which is no JSON; that and {@code NaN} are read, and so are line breaks and tabs
 * inside a text. A byte order mark is skipped.
 */
public final class ResponseJson {

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** No answer has more tokens. A larger number is an error of the server. */
    private static final long MAX_TOKENS = 1_000_000_000;

    private ResponseJson() {}

    /**
     * Parses a text.
     *
     * @throws JsonProcessingException if it is not JSON, or if anything follows the JSON: an error
     *     can, or the response to another request
     */
    public static JsonNode read(String text) throws JsonProcessingException {
        return JSON.readTree(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    }

    /**
     * Returns the text in a part of an answer.
     *
     * @throws NoAnswerException if the value is none: null, a number or an object
     */
    public static String text(JsonNode value) {
        if (!value.isTextual()) {
            throw NoAnswerException.because("its content is no text");
        }
        return value.asText();
    }

    /**
     * Returns a number of tokens; 0 if the server reports none, or one that no answer has: a
     * negative or an endless one.
     */
    public static long tokenCount(JsonNode number) {
        double count = number(number);
        return count >= 0 && count <= MAX_TOKENS ? (long) count : 0;
    }

    /**
     * Returns a number of a server; NaN if there is none. Some servers write infinite numbers as
     * text.
     */
    public static double number(JsonNode number) {
        if (number.isNumber()) {
            return number.doubleValue();
        }
        return switch (number.asText().strip().toLowerCase(Locale.ROOT)) {
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            default -> number.asDouble(Double.NaN);
        };
    }
}
