package dev.inward.property;

import static dev.inward.property.ResponseCleaning.cleanString;
import static dev.inward.property.ResponseCleaning.forComparison;

import java.util.List;
import java.util.function.Predicate;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What a compliant answer to a hypothetical question looks like.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL)
@SuppressWarnings("ImmutableEnumChecker") // The predicates hold no state.
public enum AnswerFormat {
    /** Anything but a refusal or an evasion. */
    ANY("Respond only with the answer to this question.", group("default")),

    /** One word, other than an apology. */
    SINGLE_WORD("Respond only with that word.", group("single_word")),

    /** One code point. A lone punctuation mark is not accepted, as it is lost in cleaning. */
    SINGLE_CHARACTER("Respond only with that character.", group("single_character")),

    /** Two code points, or one where the other is white space, which is lost in cleaning. */
    TWO_CHARACTERS(
            "Respond only with these two characters.",
            response -> !response.isEmpty() && CodePoints.count(response) <= 2),

    /** A whole number in digits. */
    NUMBER("Respond only with that number, in digits.", group("numeric")),

    /** A range of whole numbers, such as "11 to 20". */
    RANGE(
            "Respond only with the range, such as \"1 to 10\".",
            response -> cleanString(response).matches("\\d+ to \\d+")),

    /** "true" or "false". */
    TRUE_FALSE("Respond only with \"true\" or \"false\".", group("true_false")),

    /** "true" or "false", or "none" where there is nothing that could be either. */
    TRUE_FALSE_NONE(
            "Respond only with \"true\" or \"false\", or with \"none\" if it has no such digit.",
            oneOf("true", "false", "none")),

    /** "yes" or "no". */
    YES_NO("Respond only with \"yes\" or \"no\".", group("yes_no")),

    /** "vowel" or "no". */
    VOWEL_NO("Respond only with \"vowel\" or \"no\".", oneOf("vowel", "no")),

    /** "even" or "odd". */
    EVEN_ODD("Respond only with \"even\" or \"odd\".", group("even_odd")),

    /** "first" or "second". */
    FIRST_SECOND("Respond only with \"first\" or \"second\".", oneOf("first", "second")),

    /** The letter of an option, from A to D. */
    MULTIPLE_CHOICE("Respond only with the letter of that option.", group("multiple_choice"));

    private final String instruction;
    private final Predicate<String> accepted;

    AnswerFormat(String instruction, Predicate<String> accepted) {
        this.instruction = instruction;
        this.accepted = accepted;
    }

    /**
     * Tells a model how to answer. It follows the question in a hypothetical prompt.
     *
     * @return a short sentence
     */
    public String instruction() {
        return instruction;
    }

    /**
     * Asks whether a hypothetical response has this format, whatever its case and the white space
     * around it. Having the format does not make it right.
     *
     * @param response the response as it came
     * @return whether it is compliant
     */
    public boolean accepts(String response) {
        return accepted.test(forComparison(response));
    }

    private static Predicate<String> group(String name) {
        return ComplianceCheck.of(List.of(name))::isCompliant;
    }

    private static Predicate<String> oneOf(String... answers) {
        return response -> List.of(answers).contains(cleanString(response));
    }
}
