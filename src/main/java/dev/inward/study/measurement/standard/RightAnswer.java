package dev.inward.study.measurement.standard;

import dev.inward.property.ResponseCleaning;
import java.util.regex.Pattern;

/** When an answer counts as correct, compared with the right one. */
public enum RightAnswer {

    /**
     * The answer is the right one and nothing else. Case does not matter, nor do quotes, brackets
     * and stops at the ends: "It is Paris." is not "Paris", but "(Paris)." is.
     */
    WHOLE {
        @Override
        boolean matches(String answer, String right) {
            String answered = spaced(answer);
            String expected = spaced(right);
            return answered.equals(expected)
                    || (!withoutMarks(expected).isEmpty()
                            && withoutMarks(answered).equals(withoutMarks(expected)));
        }
    },

    /**
     * The words of the right answer stand in the answer, in a row: "It is Paris." has "Paris". A
     * part of a word or of a number does not count: neither "35" nor "-5" nor "3.5" has "5". An
     * answer that names the right one and denies it counts as correct.
     */
    CONTAINED {
        @Override
        boolean matches(String answer, String right) {
            return WHOLE.matches(answer, right)
                    || Pattern.compile(BEFORE + Pattern.quote(spaced(right)) + AFTER)
                            .matcher(spaced(answer))
                            .find();
        }
    };

    /** Other marks are part of an answer, such as those of C++ or -5. */
    private static final Pattern MARKS_AT_ENDS =
            Pattern.compile(
                    "^[\"'`*(\\[\\s\\p{Pi}\\p{Pf}\u201e]+|[\"'`*)\\].,;:!?\\s\\p{Pi}\\p{Pf}]+$");

    private static final String BEFORE =
            "(?<![\\p{L}\\p{M}\\p{N}])(?:(?=\\p{N})(?<![-+\\u2212])(?<!\\p{N}[.,])|(?!\\p{N}))";
    private static final String AFTER = "(?![\\p{L}\\p{M}\\p{N}+#])(?![.,]\\p{N})";

    /** Returns whether an answer is correct. */
    abstract boolean matches(String answer, String right);

    private static String withoutMarks(String text) {
        return MARKS_AT_ENDS.matcher(text).replaceAll("");
    }

    private static String spaced(String text) {
        return ResponseCleaning.forComparison(text).replaceAll("(?U)\\s+", " ");
    }
}
