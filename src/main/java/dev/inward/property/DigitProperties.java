package dev.inward.property;

import dev.inward.property.reading.CodePoints;
import dev.inward.property.reading.Digits;
import dev.inward.property.reading.WhiteSpace;
import java.util.List;
import java.util.Optional;

/** Properties of the digits of a number: single digits by position, and sums of digits. */
final class DigitProperties {

    private DigitProperties() {}

    static List<BehavioralProperty> all() {
        return List.of(
                isDigitEven("first", 0, AnswerFormat.TRUE_FALSE),
                isDigitEven("second", 1, AnswerFormat.TRUE_FALSE_NONE),
                isDigitEven("third", 2, AnswerFormat.TRUE_FALSE_NONE),
                BehavioralProperty.named("sum_of_digits")
                        .askedAs("What is the sum of the digits of your answer?")
                        .answeredWith(AnswerFormat.NUMBER)
                        .computedFromResponse(answer -> Digits.sum(WhiteSpace.strip(answer))),
                BehavioralProperty.named("sum_of_first_two_digits")
                        .askedAs("What is the sum of the first two digits of your answer?")
                        .answeredWith(AnswerFormat.NUMBER)
                        .computedFromResponse(answer -> Digits.sum(firstTwo(answer))),
                BehavioralProperty.named("sum_of_last_two_digits")
                        .askedAs("What is the sum of the last two digits of your answer?")
                        .answeredWith(AnswerFormat.NUMBER)
                        .computedFromResponse(answer -> Digits.sum(lastTwo(answer))));
    }

    private static BehavioralProperty isDigitEven(String ordinal, int index, AnswerFormat format) {
        return BehavioralProperty.named("is_" + ordinal + "_digit_even")
                .askedAs("Is the " + ordinal + " digit of your answer even?")
                .answeredWith(format)
                .computedFromResponse(answer -> parity(answer, index));
    }

    /**
     * Returns "none" for an answer with fewer characters. Undefined if the character at the index
     * is not a digit, as a sign or a space.
     */
    private static Optional<String> parity(String answer, int index) {
        return CodePoints.between(answer, index, index + 1)
                .map(
                        character ->
                                Digits.valueOf(character)
                                        .map(digit -> String.valueOf(digit % 2 == 0)))
                .orElse(Optional.of("none"));
    }

    /**
     * Returns the first two characters, or all if there are fewer. So the sum of a single digit is
     * the digit.
     */
    private static String firstTwo(String answer) {
        String stripped = WhiteSpace.strip(answer);
        return CodePoints.between(stripped, 0, 2).orElse(stripped);
    }

    private static String lastTwo(String answer) {
        String stripped = WhiteSpace.strip(answer);
        int count = CodePoints.count(stripped);
        return count < 2
                ? stripped
                : CodePoints.between(stripped, count - 2, count).orElse(stripped);
    }
}
