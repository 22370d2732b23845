package dev.inward.property;

import java.math.BigInteger;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decimal digits of any script, as Python's {@code int} reads them: ٣ is three, ² is no digit. */
final class Digits {

    private Digits() {}

    /** The whole number that a text consists of, white space and one sign aside. */
    static Optional<BigInteger> wholeNumber(String text) {
        String stripped = WhiteSpace.strip(text);
        boolean negative = stripped.startsWith("-");
        boolean signed = negative || stripped.startsWith("+");
        return ascii(signed ? stripped.substring(1) : stripped)
                .filter(digits -> !digits.isEmpty())
                .map(BigInteger::new)
                .map(number -> negative ? number.negate() : number);
    }

    /** The sum of a text's characters, defined if each of them is a digit. */
    static Optional<String> sum(String text) {
        return ascii(text)
                .map(digits -> digits.chars().map(digit -> digit - '0').sum())
                .map(String::valueOf);
    }

    /** The digits of a whole number in ASCII, without its sign but with leading zeros. */
    static Optional<String> ofWholeNumber(String text) {
        String stripped = WhiteSpace.strip(text);
        return wholeNumber(stripped).flatMap(number -> ascii(stripped.replaceFirst("^[+-]", "")));
    }

    private static Optional<String> ascii(String text) {
        if (!text.codePoints().allMatch(Character::isDigit)) {
            return Optional.empty();
        }
        return Optional.of(
                text.codePoints()
                        .mapToObj(digit -> String.valueOf(Character.digit(digit, 10)))
                        .collect(Collectors.joining()));
    }
}
