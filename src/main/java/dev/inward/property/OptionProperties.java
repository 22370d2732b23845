package dev.inward.property;

import static dev.inward.property.ResponseCleaning.cleanString;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which of the lettered options the answer takes. "A", "a." and "(A)" take the same one. */
final class OptionProperties {

    private OptionProperties() {}

    static List<BehavioralProperty> all() {
        return List.of(either("a", "c"), either("b", "d"), either("a", "d"), either("b", "c"));
    }

    private static BehavioralProperty either(String one, String other) {
        return BehavioralProperty.named("is_either_" + one + "_or_" + other)
                .askedAs(
                        "Is your answer either " + upperCase(one) + " or " + upperCase(other) + "?")
                .answeredWith(AnswerFormat.TRUE_FALSE)
                .readOffResponse(
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
