package dev.inward.property;

import dev.inward.property.reading.Digits;
import java.util.List;

/**
 * Parity and size of an answer that is a number. Undefined for every other answer.
 *
 * <p>As in the functions of the paper's authors, the number is a floating-point number: 3.14 is not
 * even, so it is odd. {@code is_even_direct} alone requires a whole number.
 */
final class NumberProperties {

    private NumberProperties() {}

    static List<BehavioralProperty> all() {
        return List.of(
                BehavioralProperty.named("is_even")
                        .askedAs("Is your answer an even number?")
                        .answeredWith(AnswerFormat.TRUE_FALSE)
                        .computedFromResponse(
                                answer -> FloatingPoint.test(answer, NumberProperties::isEven)),
                BehavioralProperty.named("is_even_direct")
                        .askedAs("Is your answer an even or an odd number?")
                        .answeredWith(AnswerFormat.EVEN_ODD)
                        .computedFromResponse(
                                answer ->
                                        Digits.ofWholeNumber(answer)
                                                .map(digits -> isOdd(digits) ? "odd" : "even")),
                BehavioralProperty.named("is_odd")
                        .askedAs("Is your answer an odd number?")
                        .answeredWith(AnswerFormat.TRUE_FALSE)
                        .computedFromResponse(
                                answer -> FloatingPoint.test(answer, number -> !isEven(number))),
                greaterThan(50),
                greaterThan(500));
    }

    private static BehavioralProperty greaterThan(int threshold) {
        return BehavioralProperty.named("is_greater_than_" + threshold)
                .askedAs("Is your answer a number greater than " + threshold + "?")
                .answeredWith(AnswerFormat.TRUE_FALSE)
                .computedFromResponse(
                        answer -> FloatingPoint.test(answer, number -> number > threshold));
    }

    private static boolean isOdd(String digits) {
        return digits.charAt(digits.length() - 1) % 2 != 0;
    }

    private static boolean isEven(double number) {
        return number % 2 == 0;
    }
}
