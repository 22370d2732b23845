package dev.inward.text;

import java.util.Locale;

/** Cuts text that is too long for its place. */
public final class Excerpt {

    private Excerpt() {}

    /**
     * Returns the beginning of a text, with a note about how much is left out.
     *
     * @param text the text
     * @param length the number of UTF-16 units to keep, at least 1; a pair of surrogates is not
     *     split
     * @return the same text if it is not longer
     */
    public static String of(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return String.format(
                Locale.ROOT,
                "%s… (%,d more characters)",
                text.substring(0, end),
                text.length() - end);
    }
}
