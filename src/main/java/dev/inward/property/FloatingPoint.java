package dev.inward.property;

import dev.inward.property.reading.Digits;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Floating-point numbers in decimal, as Python's {@code float} reads them. Digits of any script,
 * exponents, single underscores between digits, "inf" and "nan" are allowed. Hexadecimal digits and
 * Java's suffixes are not.
 */
final class FloatingPoint {

    private static final Pattern NUMBER =
            Pattern.compile(
                    "[ \\t\\n\\x0B\\f\\r]*+([+-]?)"
                            + "(?:(inf|infinity|nan)"
                            + "|((?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:e[+-]?[0-9]++)?))"
                            + "[ \\t\\n\\x0B\\f\\r]*+",
                    Pattern.CASE_INSENSITIVE);

    private FloatingPoint() {}

    /** Returns "true" or "false" for a number, and nothing for any other text. */
    static Optional<String> test(String text, DoublePredicate predicate) {
        return valueOf(text).map(predicate::test).map(String::valueOf);
    }

    private static Optional<Double> valueOf(String text) {
        Matcher number = NUMBER.matcher(Digits.withoutSeparators(Digits.inAscii(text)));
        if (!number.matches()) {
            return Optional.empty();
        }
        String word = number.group(2);
        double magnitude = word == null ? Double.parseDouble(number.group(3)) : named(word);
        return Optional.of(number.group(1).equals("-") ? -magnitude : magnitude);
    }

    private static double named(String word) {
        return word.toLowerCase(Locale.ROOT).equals("nan") ? Double.NaN : Double.POSITIVE_INFINITY;
    }
}
