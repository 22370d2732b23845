package dev.inward.property;

import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decimal digits of any script, as Python's {@code int} reads them. For example, ٣ is three, and ²
 * is not a digit.
 */
final class Digits {

    private Digits() {}

    /** Reads a text as a whole number. White space at the ends and one sign are allowed. */
    static Optional<BigInteger> wholeNumber(String text) {
        String stripped = WhiteSpace.strip(text);
        boolean negative = stripped.startsWith("-");
        boolean signed = negative || stripped.startsWith("+");
        return asciiDigits(signed ? stripped.substring(1) : stripped)
                .filter(digits -> !digits.isEmpty())
                .map(BigInteger::new)
                .map(number -> negative ? number.negate() : number);
    }

    /** Returns the sum of the characters of a text, or nothing if one of them is not a digit. */
    static Optional<String> sum(String text) {
        return asciiDigits(text)
                .map(digits -> digits.chars().map(digit -> digit - '0').sum())
                .map(String::valueOf);
    }

    /** Returns the digits of a whole number in ASCII, without the sign but with leading zeros. */
    static Optional<String> ofWholeNumber(String text) {
        String stripped = WhiteSpace.strip(text);
        return wholeNumber(stripped)
                .flatMap(number -> asciiDigits(stripped.replaceFirst("^[+-]", "")));
    }

    private static Optional<String> asciiDigits(String text) {
        if (!text.codePoints().allMatch(Character::isDigit)) {
            return Optional.empty();
        }
        return Optional.of(
                text.codePoints()
                        .mapToObj(digit -> String.valueOf(Character.digit(digit, 10)))
                        .collect(Collectors.joining()));
    }
}
