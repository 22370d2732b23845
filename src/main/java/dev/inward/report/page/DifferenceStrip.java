package dev.inward.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The difference of self- and cross-prediction with its interval and the margin. Positions are
 * percentages of a scale from −1 to 1.
 *
 * @param value the difference
 * @param interval the two-sided interval
 * @param level the confidence of the interval in percent
 * @param margin the margin of the claim; empty if the claim is about something else
 * @param point the position of the difference
 * @param from the position of the lower bound
 * @param width the width of the interval
 * @param marginAt the position of the margin
 */
record DifferenceStrip(
        String value,
        String interval,
        String level,
        String margin,
        String point,
        String from,
        String width,
        String marginAt) {

    static @Nullable DifferenceStrip of(JsonNode record) {
        JsonNode difference = record.at("/strict/difference");
        if (!difference.path("estimate").isNumber()) {
            return null;
        }
        double value = difference.path("estimate").asDouble();
        double low = difference.path("interval").path(0).asDouble(value);
        double high = difference.path("interval").path(1).asDouble(value);
        boolean hasMargin = record.path("claim").asText().contains("beat cross-prediction");
        double margin = record.path("margin").asDouble();
        return new DifferenceStrip(
                signed(value),
                signed(low) + " to " + signed(high),
                percent(record.path("confidence").asDouble()),
                hasMargin ? signed(margin) : "",
                position(value),
                position(low),
                String.format(Locale.ROOT, "%.1f", 50 * (high - low)),
                position(margin));
    }

    /** Writes 95 and 97.5. */
    private static String percent(double share) {
        return new BigDecimal(String.format(Locale.ROOT, "%.4f", 100 * share))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String signed(double number) {
        return String.format(Locale.ROOT, "%+.2f", number);
    }

    private static String position(double number) {
        return String.format(Locale.ROOT, "%.1f", 50 + 50 * number);
    }
}
