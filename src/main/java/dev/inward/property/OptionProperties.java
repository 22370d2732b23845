package dev.inward.property;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Properties of the option letter that the answer chooses. The answer is the letter alone, in
 * either case: "a." and " a" choose no option, as in the functions of the paper's authors.
 */
final class OptionProperties {

    private OptionProperties() {}

    static List<BehavioralProperty> all() {
        return List.of(
                isEither("a", "c"),
                isEither("b", "d"),
                isEither("a", "d"),
                isEither("b", "c"),
                isAmong("a", "c"),
                isAmong("b", "d"));
    }

    private static BehavioralProperty isEither(String one, String other) {
        return choice("is_either_", "either %s or %s", one, other);
    }

    /** The name in the data that the paper's authors released, with the same values. */
    private static BehavioralProperty isAmong(String one, String other) {
        return choice("among_", "among the options %s and %s", one, other);
    }

    private static BehavioralProperty choice(
            String prefix, String options, String one, String other) {
        return BehavioralProperty.named(prefix + one + "_or_" + other)
                .askedAs(
                        String.format(
                                Locale.ROOT,
                                "Is your answer " + options + "?",
                                upperCase(one),
                                upperCase(other)))
                .answeredWith(AnswerFormat.TRUE_FALSE)
                .computedFromResponse(answer -> isOneOf(answer, one, other));
    }

    private static Optional<String> isOneOf(String answer, String one, String other) {
        return Optional.of(
                String.valueOf(List.of(one, other).contains(answer.toLowerCase(Locale.ROOT))));
    }

    private static String upperCase(String letter) {
        return letter.toUpperCase(Locale.ROOT);
    }
}
