package dev.inward.property.reading;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decimal digits of any script, as Python's {@code int} reads them. For example, ٣ is three, and ²
 * is not a digit.
 */
public final class Digits {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?([0-9]++)");
    private static final Pattern SEPARATOR = Pattern.compile("(?<=[0-9])_(?=[0-9])");

    private Digits() {}

    /**
     * Returns the digits of a whole number in ASCII, without its sign. White space at the ends and
     * single underscores between digits are allowed. Returns nothing for any other text.
     */
    public static Optional<String> ofWholeNumber(String text) {
        Matcher number = WHOLE_NUMBER.matcher(withoutSeparators(inAscii(WhiteSpace.strip(text))));
        return number.matches() ? Optional.of(number.group(1)) : Optional.empty();
    }

    /** Returns the sum of the characters of a text, or nothing if one of them is not a digit. */
    public static Optional<String> sum(String text) {
        return text.codePoints().allMatch(Character::isDigit)
                ? Optional.of(String.valueOf(text.codePoints().map(Digits::valueOf).sum()))
                : Optional.empty();
    }

    /** Returns the value of a digit, or nothing for any other character. */
    public static Optional<Integer> valueOf(String character) {
        int codePoint = character.codePointAt(0);
        return Character.isDigit(codePoint) ? Optional.of(valueOf(codePoint)) : Optional.empty();
    }

    /** Writes digits of any script and all white space beyond ASCII in ASCII. */
    public static String inAscii(String text) {
        var ascii = new StringBuilder(text.length());
        text.codePoints()
                .map(each -> Character.isDigit(each) ? '0' + valueOf(each) : each)
                .map(each -> each > 0x7f && WhiteSpace.contains(each) ? ' ' : each)
                .forEach(ascii::appendCodePoint);
        return ascii.toString();
    }

    /** Removes the underscores that separate two ASCII digits, as in 1_000. */
    public static String withoutSeparators(String number) {
        return SEPARATOR.matcher(number).replaceAll("");
    }

    private static int valueOf(int digit) {
        return Character.digit(digit, 10);
    }
}
