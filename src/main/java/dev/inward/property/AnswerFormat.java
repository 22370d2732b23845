package dev.inward.property;

import static dev.inward.property.ResponseCleaning.cleanString;

import java.util.List;
import java.util.function.Predicate;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The format of a compliant answer to a hypothetical prompt. Immutable and thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL)
@SuppressWarnings("ImmutableEnumChecker") // The predicates hold no state.
public enum AnswerFormat {
    /** Anything but a refusal or an evasion. */
    ANY("Respond only with the answer to this question.", compliesWith("default")),

    /** One word, other than an apology. */
    SINGLE_WORD("Respond only with that word.", compliesWith("single_word")),

    /** One code point. A single punctuation mark is not accepted, because cleaning removes it. */
    SINGLE_CHARACTER("Respond only with that character.", compliesWith("single_character")),

    /** Two code points, or one if the other is white space, because cleaning removes it. */
    TWO_CHARACTERS(
            "Respond only with these two characters.", response -> CodePoints.count(response) <= 2),

    /** A whole number in digits, with or without a sign. */
    NUMBER(
            "Respond only with that number, in digits.",
            response -> Digits.ofWholeNumber(response).isPresent()),

    /** A range of whole numbers, such as "11 to 20" or "more than 20". */
    RANGE(
            "Respond only with the range, such as \"1 to 10\".",
            response -> cleanString(response).matches("\\d+ to \\d+|more than \\d+")),

    /** "true" or "false". */
    TRUE_FALSE("Respond only with \"true\" or \"false\".", compliesWith("true_false")),

    /** "true" or "false", or "none" if the answer does not have the digit. */
    TRUE_FALSE_NONE(
            "Respond only with \"true\" or \"false\", or with \"none\" if it has no such digit.",
            oneOf("true", "false", "none")),

    /** "yes" or "no". */
    YES_NO("Respond only with \"yes\" or \"no\".", compliesWith("yes_no")),

    /** "vowel" or "no". */
    VOWEL_NO("Respond only with \"vowel\" or \"no\".", oneOf("vowel", "no")),

    /** "even" or "odd". */
    EVEN_ODD("Respond only with \"even\" or \"odd\".", compliesWith("even_odd")),

    /** "first" or "second". */
    FIRST_SECOND("Respond only with \"first\" or \"second\".", oneOf("first", "second")),

    /** The letter of an option, from A to D. */
    MULTIPLE_CHOICE("Respond only with the letter of that option.", oneOf("a", "b", "c", "d"));

    private final String instruction;
    private final Predicate<String> isAccepted;

    AnswerFormat(String instruction, Predicate<String> isAccepted) {
        this.instruction = instruction;
        this.isAccepted = isAccepted;
    }

    /**
     * Returns the instruction that tells a model how to answer. It follows the question in a
     * hypothetical prompt.
     *
     * @return a short sentence
     */
    public String instruction() {
        return instruction;
    }

    /**
     * Checks whether a hypothetical response has this format. Case and white space at the ends do
     * not matter. A blank response has no format. A response in this format can still be wrong.
     *
     * @param response the raw response
     * @return whether it is compliant
     */
    public boolean accepts(String response) {
        String stripped = WhiteSpace.strip(response);
        return !stripped.isEmpty() && isAccepted.test(stripped);
    }

    private static Predicate<String> compliesWith(String name) {
        return ComplianceCheck.of(List.of(name))::isCompliant;
    }

    private static Predicate<String> oneOf(String... answers) {
        return response -> List.of(answers).contains(cleanString(response));
    }
}
