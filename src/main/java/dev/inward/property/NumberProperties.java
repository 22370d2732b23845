package dev.inward.property;

import java.math.BigInteger;
import java.util.List;

/** Parity and size of an answer that is a whole number. Undefined for every other answer. */
final class NumberProperties {

    private NumberProperties() {}

    static List<BehavioralProperty> all() {
        return List.of(
                BehavioralProperty.named("is_even")
                        .askedAs("Is your answer an even number?")
                        .answeredWith(AnswerFormat.TRUE_FALSE)
                        .computedFromResponse(
                                answer ->
                                        Digits.wholeNumber(answer)
                                                .map(NumberProperties::isEven)
                                                .map(String::valueOf)),
                BehavioralProperty.named("is_even_direct")
                        .askedAs("Is your answer an even or an odd number?")
                        .answeredWith(AnswerFormat.EVEN_ODD)
                        .computedFromResponse(
                                answer ->
                                        Digits.wholeNumber(answer)
                                                .map(number -> isEven(number) ? "even" : "odd")),
                BehavioralProperty.named("is_odd")
                        .askedAs("Is your answer an odd number?")
                        .answeredWith(AnswerFormat.TRUE_FALSE)
                        .computedFromResponse(
                                answer ->
                                        Digits.wholeNumber(answer)
                                                .map(number -> !isEven(number))
                                                .map(String::valueOf)),
                greaterThan(50),
                greaterThan(500));
    }

    private static BehavioralProperty greaterThan(int threshold) {
        return BehavioralProperty.named("is_greater_than_" + threshold)
                .askedAs("Is your answer a number greater than " + threshold + "?")
                .answeredWith(AnswerFormat.TRUE_FALSE)
                .computedFromResponse(
                        answer ->
                                Digits.wholeNumber(answer)
                                        .map(BigInteger.valueOf(threshold)::compareTo)
                                        .map(order -> String.valueOf(order < 0)));
    }

    private static boolean isEven(BigInteger number) {
        return !number.testBit(0);
    }
}
