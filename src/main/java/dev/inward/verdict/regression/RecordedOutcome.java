package dev.inward.verdict.regression;

import dev.inward.study.Prediction;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The outcome of a prediction as one character. */
final class RecordedOutcome {

    static final char MISSING = '-';
    private static final char RIGHT = '1';
    private static final char WRONG = '0';
    private static final char NON_COMPLIANT = 'x';

    /** The property is undefined on the behaviour. */
    private static final char UNDEFINED = '.';

    private static final String ALL = "10x-.";

    private RecordedOutcome() {}

    /**
     * @param prediction the prediction; null if the property of the behaviour is unknown
     * @param isUnanswered whether it is unknown because the target gave no answer
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
                                    String.format(
                                            Locale.ROOT,
                                            "'%c' is not a known outcome. The known outcomes are: %s",
                                            (char) outcome,
                                            ALL));
                        });
    }

    static boolean isUndefined(char outcome) {
        return outcome == UNDEFINED;
    }

    static boolean isPrediction(char outcome) {
        return outcome != MISSING && !isUndefined(outcome);
    }

    static double score(char outcome) {
        return outcome == RIGHT ? 1 : 0;
    }
}
