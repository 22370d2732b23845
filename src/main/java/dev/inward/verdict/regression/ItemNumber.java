package dev.inward.verdict.regression;

import dev.inward.statistics.Interval;
import dev.inward.verdict.items.ItemDifferences;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The number of a contrast on one item as a short text. Numbers are rounded to four decimals, which
 * is far below every margin.
 */
final class ItemNumber {

    /** An answer is missing. */
    static final String MISSING = "-";

    /** Nothing was measured on the item, for example because its property is undefined. */
    static final String NOT_MEASURED = ".";

    /** The item was measured, but the contrast does not exist on it. */
    static final String NO_CONTRAST = "_";

    private static final int DECIMALS = 4;
    private static final double ROUNDING_ERROR = 1e-4;

    /** No exponent, so no number of a hostile file becomes a text of millions of digits. */
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,9})?");

    private ItemNumber() {}

    static String text(double number) {
        return BigDecimal.valueOf(number)
                .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Returns the texts of several items. */
    static List<String> split(String texts) {
        return texts.isEmpty() ? List.of() : List.of(texts.split(" ", -1));
    }

    /** Returns the texts of several items in one. */
    static String join(List<String> texts) {
        return String.join(" ", texts);
    }

    /**
     * @throws IllegalArgumentException if a text is unknown, or its number exceeds the range
     */
    static void requireValid(String text, double range) {
        if (isMissing(text) || text.equals(NOT_MEASURED) || text.equals(NO_CONTRAST)) {
            return;
        }
        if (!NUMBER.matcher(text).matches()
                || Math.abs(Double.parseDouble(text)) > range + ROUNDING_ERROR) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "'%s' is none of its values. Expected a number from %s to %s, '%s' for a missing answer, '%s' for an item that was not measured, or '%s' for an item without the contrast",
                            text,
                            text(-range),
                            text(range),
                            MISSING,
                            NOT_MEASURED,
                            NO_CONTRAST));
        }
    }

    static boolean isMissing(String text) {
        return text.equals(MISSING);
    }

    /** Returns whether something was measured on the item. */
    static boolean isMeasured(String text) {
        return !isMissing(text) && !text.equals(NOT_MEASURED);
    }

    /** Returns the numbers that an item may have; null if the contrast does not exist on it. */
    static @Nullable Interval possible(String text, double range) {
        if (isMissing(text)) {
            return new Interval(-range, range);
        }
        return text.equals(NOT_MEASURED) || text.equals(NO_CONTRAST)
                ? null
                : ItemDifferences.exactly(
                        Math.max(-range, Math.min(range, Double.parseDouble(text))));
    }
}
