package dev.inward.property;

import static dev.inward.property.ResponseCleaning.cleanString;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Properties of the option letter that the answer chooses. "A", "a." and "(A)" choose the same
 * option.
 */
final class OptionProperties {

    private OptionProperties() {}

    static List<BehavioralProperty> all() {
        return List.of(
                isEither("a", "c"), isEither("b", "d"), isEither("a", "d"), isEither("b", "c"));
    }

    private static BehavioralProperty isEither(String one, String other) {
        return BehavioralProperty.named("is_either_" + one + "_or_" + other)
                .askedAs(
                        "Is your answer either " + upperCase(one) + " or " + upperCase(other) + "?")
                .answeredWith(AnswerFormat.TRUE_FALSE)
                .computedFromResponse(
                        answer ->
                                Optional.of(
                                        String.valueOf(
                                                List.of(one, other)
                                                        .contains(cleanString(answer)))));
    }

    private static String upperCase(String letter) {
        return letter.toUpperCase(Locale.ROOT);
    }
}
