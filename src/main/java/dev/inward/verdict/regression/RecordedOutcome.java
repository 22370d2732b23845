package dev.inward.verdict.regression;

import dev.inward.study.Prediction;
import org.jspecify.annotations.Nullable;

/** How a prediction came out, as one character. */
final class RecordedOutcome {

    static final char MISSING = '-';
    private static final char RIGHT = '1';
    private static final char WRONG = '0';
    private static final char NON_COMPLIANT = 'x';

    /** The behaviour does not have the property. */
    private static final char UNDEFINED = '.';

    private static final String ALL = "10x-.";

    private RecordedOutcome() {}

    /**
     * @param prediction null where the property of the behaviour is not known
     * @param isUnanswered whether it is not known because there is no behaviour
     */
    static char of(@Nullable Prediction prediction, boolean isUnanswered) {
        if (prediction == null) {
            return isUnanswered ? MISSING : UNDEFINED;
        }
        return switch (prediction.outcome()) {
            case RIGHT -> RIGHT;
            case WRONG -> WRONG;
            case NON_COMPLIANT -> NON_COMPLIANT;
            case MISSING -> MISSING;
        };
    }

    static void requireKnown(String outcomes) {
        outcomes.chars()
                .filter(outcome -> ALL.indexOf(outcome) < 0)
                .findFirst()
                .ifPresent(
                        outcome -> {
                            throw new IllegalArgumentException(
                                    "'%c' is no outcome; there are %s"
                                            .formatted((char) outcome, ALL));
                        });
    }

    static boolean isPrediction(char outcome) {
        return outcome != MISSING && outcome != UNDEFINED;
    }

    static double score(char outcome) {
        return outcome == RIGHT ? 1 : 0;
    }
}
