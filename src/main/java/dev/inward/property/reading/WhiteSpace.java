package dev.inward.property.reading;

import java.util.ArrayList;
import java.util.List;

/**
 * Unicode white space: exactly the characters for which Python's {@code str.isspace} is true. Java
 * has two notions of white space, and neither is the same set.
 */
public final class WhiteSpace {

    private static final int NEXT_LINE = 0x85;

    private WhiteSpace() {}

    /** Splits a text into words, none of which is empty. */
    public static List<String> wordsOf(String text) {
        List<String> words = new ArrayList<>();
        int start = endOfRun(text, 0, true);
        while (start < text.length()) {
            int end = endOfRun(text, start, false);
            words.add(text.substring(start, end));
            start = endOfRun(text, end, true);
        }
        return words;
    }

    /** Removes white space from both ends. */
    public static String strip(String text) {
        int start = endOfRun(text, 0, true);
        int end = text.length();
        while (end > start && contains(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    private static int endOfRun(String text, int start, boolean ofWhiteSpace) {
        int end = start;
        while (end < text.length() && contains(text.codePointAt(end)) == ofWhiteSpace) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    public static boolean contains(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || codePoint == NEXT_LINE;
    }
}
