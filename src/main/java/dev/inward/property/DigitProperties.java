package dev.inward.property;

import java.util.List;

/** Digits of an answer that is a number, by their place and as sums. */
final class DigitProperties {

    private DigitProperties() {}

    static List<BehavioralProperty> all() {
        return List.of(
                digit("first", 0, AnswerFormat.TRUE_FALSE),
                digit("second", 1, AnswerFormat.TRUE_FALSE_NONE),
                digit("third", 2, AnswerFormat.TRUE_FALSE_NONE),
                BehavioralProperty.named("sum_of_digits")
                        .askedAs("What is the sum of the digits of your answer?")
                        .answeredWith(AnswerFormat.NUMBER)
                        .readOffResponse(answer -> Digits.sum(WhiteSpace.strip(answer))),
                BehavioralProperty.named("sum_of_first_two_digits")
                        .askedAs("What is the sum of the first two digits of your answer?")
                        .answeredWith(AnswerFormat.NUMBER)
                        .readOffResponse(answer -> Digits.sum(firstTwo(answer))),
                BehavioralProperty.named("sum_of_last_two_digits")
                        .askedAs("What is the sum of the last two digits of your answer?")
                        .answeredWith(AnswerFormat.NUMBER)
                        .readOffResponse(answer -> Digits.sum(lastTwo(answer))));
    }

    private static BehavioralProperty digit(String ordinal, int index, AnswerFormat format) {
        return BehavioralProperty.named("is_" + ordinal + "_digit_even")
                .askedAs("Is the " + ordinal + " digit of your answer even?")
                .answeredWith(format)
                .readOffResponse(
                        answer -> Digits.ofWholeNumber(answer).map(digits -> even(digits, index)));
    }

    private static String even(String digits, int index) {
        if (index >= digits.length()) {
            return "none";
        }
        return String.valueOf((digits.charAt(index) - '0') % 2 == 0);
    }

    /** Two characters, or as many as there are: of a single digit the sum is the digit. */
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
