package dev.inward.property.reading;

import java.util.Optional;

/**
 * Operations on the Unicode code points of a text. An emoji is one character, and a combining
 * accent is a character too.
 */
public final class CodePoints {

    private CodePoints() {}

    public static int count(String text) {
        return text.codePointCount(0, text.length());
    }

    /**
     * Returns the code points from index {@code begin}, counted from 0, up to but not including
     * {@code end}. Returns nothing if there are fewer.
     */
    public static Optional<String> between(String text, int begin, int end) {
        if (count(text) < end) {
            return Optional.empty();
        }
        int start = text.offsetByCodePoints(0, begin);
        return Optional.of(text.substring(start, text.offsetByCodePoints(start, end - begin)));
    }

    public static Optional<String> first(String text) {
        return between(text, 0, 1);
    }

    public static Optional<String> last(String text) {
        int count = count(text);
        return count == 0 ? Optional.empty() : between(text, count - 1, count);
    }

    public static String reversed(String text) {
        // StringBuilder keeps surrogate pairs together.
        return new StringBuilder(text).reverse().toString();
    }
}
