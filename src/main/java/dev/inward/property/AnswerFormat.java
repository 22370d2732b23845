package dev.inward.property;

import static dev.inward.property.ResponseCleaning.cleanString;

import java.util.HashMap;
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
public final class AnswerFormat {
    /** Anything but a refusal or an evasion. */
    public static final AnswerFormat ANY =
            new AnswerFormat(
                    "Respond only with the answer to this question.", compliesWith("default"));

    /** One word, other than an apology. */
    public static final AnswerFormat SINGLE_WORD =
            new AnswerFormat("Respond only with that word.", compliesWith("single_word"));

    /** One code point. A single punctuation mark is not accepted, because cleaning removes it. */
    public static final AnswerFormat SINGLE_CHARACTER =
            new AnswerFormat("Respond only with that character.", compliesWith("single_character"));

    /** Two code points, or one if the other is white space, because cleaning removes it. */
    public static final AnswerFormat TWO_CHARACTERS =
            new AnswerFormat(
                    "Respond only with these two characters.",
                    response -> CodePoints.count(response) <= 2);

    /** A whole number in digits, with or without a sign. */
    public static final AnswerFormat NUMBER =
            new AnswerFormat(
                    "Respond only with that number, in digits.",
                    response -> Digits.ofWholeNumber(response).isPresent());

    /** A range of whole numbers, such as "11 to 20" or "more than 20". */
    public static final AnswerFormat RANGE =
            new AnswerFormat(
                    "Respond only with the range, such as \"1 to 10\".",
                    response -> cleanString(response).matches("\\d+ to \\d+|more than \\d+"));

    /** "true" or "false". */
    public static final AnswerFormat TRUE_FALSE =
            new AnswerFormat(
                    "Respond only with \"true\" or \"false\".", compliesWith("true_false"));

    /** "true" or "false", or "none" if the answer does not have the digit. */
    public static final AnswerFormat TRUE_FALSE_NONE =
            new AnswerFormat(
                    "Respond only with \"true\" or \"false\", or with \"none\" if it has no such digit.",
                    isOneOf(List.of("true", "false", "none")));

    /** "yes" or "no". */
    public static final AnswerFormat YES_NO =
            new AnswerFormat("Respond only with \"yes\" or \"no\".", compliesWith("yes_no"));

    /** "vowel" or "no". */
    public static final AnswerFormat VOWEL_NO = oneOf(List.of("vowel", "no"));

    /** "even" or "odd". */
    public static final AnswerFormat EVEN_ODD =
            new AnswerFormat("Respond only with \"even\" or \"odd\".", compliesWith("even_odd"));

    /** "first" or "second". */
    public static final AnswerFormat FIRST_SECOND = oneOf(List.of("first", "second"));

    /** The letter of an option, from A to D. */
    public static final AnswerFormat MULTIPLE_CHOICE =
            new AnswerFormat(
                    "Respond only with the letter of that option.",
                    isOneOf(List.of("a", "b", "c", "d")));

    private final String instruction;
    private final Predicate<String> isAccepted;

    private AnswerFormat(String instruction, Predicate<String> isAccepted) {
        this.instruction = instruction;
        this.isAccepted = isAccepted;
    }

    /**
     * Creates the format of an answer that is one of some values. Case and punctuation do not
     * matter.
     *
     * @param values the values, at least two; none is blank, and no two differ only in case and
     *     punctuation; copied
     * @return the format; its instruction lists the values in their order
     * @throws IllegalArgumentException if there are fewer than two values, or if answers could not
     *     be assigned to them
     */
    public static AnswerFormat oneOf(List<String> values) {
        if (values.size() < 2) {
            throw new IllegalArgumentException(
                    "The values " + values + " are too few. Give at least two.");
        }
        var originals = new HashMap<String, String>();
        for (String value : values) {
            String cleaned = cleanString(value);
            if (cleaned.isEmpty()) {
                throw new IllegalArgumentException(
                        "The value '" + value + "' has no letter or digit. Give it one.");
            }
            String other = originals.put(cleaned, value);
            if (other != null) {
                throw new IllegalArgumentException(
                        "The values '"
                                + other
                                + "' and '"
                                + value
                                + "' do not differ in letters or digits. Remove or rename one.");
            }
        }
        List<String> quoted = values.stream().map(value -> "\"" + value + "\"").toList();
        return new AnswerFormat(
                "Respond only with "
                        + String.join(", ", quoted.subList(0, quoted.size() - 1))
                        + " or "
                        + quoted.get(quoted.size() - 1)
                        + ".",
                isOneOf(values));
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

    private static Predicate<String> isOneOf(List<String> values) {
        List<String> cleaned = values.stream().map(ResponseCleaning::cleanString).toList();
        return response -> cleaned.contains(cleanString(response));
    }

    @Override
    public String toString() {
        return instruction;
    }
}
