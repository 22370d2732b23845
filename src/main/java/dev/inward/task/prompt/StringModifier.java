package dev.inward.task.prompt;

import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A change of an item's text before it stands in a prompt. A target that follows the text answers
 * otherwise, and its self-prediction has to follow too.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum StringModifier {

    /** The characters in reverse order, by Unicode code point. */
    REVERSE,

    /**
     * The first half of the words, or of the characters of a single word. The middle one belongs to
     * this half.
     */
    FIRST_HALF,

    /** What {@link #FIRST_HALF} leaves out, without white space at its ends. */
    SECOND_HALF,

    /** Each whole number plus 1. Zeros at its front stay, as far as there is room for them. */
    INCREMENT;

    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    /**
     * Changes a text.
     *
     * @param text any text
     * @return the changed text
     */
    public String apply(String text) {
        return switch (this) {
            case REVERSE -> reversed(text);
            case FIRST_HALF -> half(text, true);
            case SECOND_HALF -> half(text, false);
            case INCREMENT -> NUMBER.matcher(text).replaceAll(match -> incremented(match.group()));
        };
    }

    private static String reversed(String text) {
        int[] characters = text.codePoints().toArray();
        var reversed = new StringBuilder();
        for (int i = characters.length - 1; i >= 0; i--) {
            reversed.appendCodePoint(characters[i]);
        }
        return reversed.toString();
    }

    private static String incremented(String digits) {
        String next = new BigInteger(digits).add(BigInteger.ONE).toString();
        return "0".repeat(Math.max(0, digits.length() - next.length())) + next;
    }

    private static String half(String text, boolean isFirst) {
        String stripped = text.strip();
        List<String> words = WHITE_SPACE.splitAsStream(stripped).toList();
        if (words.size() > 1) {
            int middle = (words.size() + 1) / 2;
            return String.join(
                    " ", isFirst ? words.subList(0, middle) : words.subList(middle, words.size()));
        }
        int characters = stripped.codePointCount(0, stripped.length());
        int middle = stripped.offsetByCodePoints(0, (characters + 1) / 2);
        return isFirst ? stripped.substring(0, middle) : stripped.substring(middle);
    }
}
