package dev.inward.hosted.response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;

/**
 * Reads the JSON of servers. Python writes the log probability of an impossible token as {@code
 * -Infinity}, which is no JSON; that and {@code NaN} are read. A byte order mark is skipped.
 */
public final class ResponseJson {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private ResponseJson() {}

    /**
     * Parses a text.
     *
     * @throws JsonProcessingException if it is not JSON
     */
    public static JsonNode read(String text) throws JsonProcessingException {
        return JSON.readTree(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
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
