package dev.inward.property;

import static dev.inward.property.ResponseCleaning.allCleaning;
import static dev.inward.property.ResponseCleaning.cleanString;
import static dev.inward.property.ResponseCleaning.forComparison;

import dev.inward.property.reading.CodePoints;
import dev.inward.property.reading.Digits;
import dev.inward.property.reading.WhiteSpace;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The format of a compliant answer to a hypothetical prompt. Immutable and thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL)
public final class AnswerFormat {

    private static final Pattern RANGE_WORDS = Pattern.compile("\\d+ to \\d+|more than \\d+");

    /** The marks that no name begins or ends with: C# and _id keep theirs. */
    private static final Pattern MARKS_AROUND =
            Pattern.compile(
                    "^[\"'`*\\s\u201c\u201d\u201e\u2018\u2019]+|[\"'`*.,;:!?()\\s\u201c\u201d\u2018\u2019]+$");

    /** Anything but a refusal or an evasion. */
    public static final AnswerFormat ANY =
            ofText("Respond only with the answer to this question.", compliesWith("default"));

    /** One word, other than an apology. */
    public static final AnswerFormat SINGLE_WORD =
            ofText("Respond only with that word.", compliesWith("single_word"));

    /**
     * A name or a phrase of at most five words, other than a refusal or an evasion. Punctuation at
     * the ends does not matter.
     */
    public static final AnswerFormat SHORT_TEXT =
            new AnswerFormat(
                    "Respond only with the answer, in at most five words.", ShortText::read);

    /**
     * A name of one word, such as that of a tool. Quotes, backticks, stops and brackets around it
     * do not matter.
     */
    public static final AnswerFormat NAME =
            new AnswerFormat(
                    "Respond only with that word.",
                    response ->
                            Optional.of(withoutMarksAround(response))
                                    .filter(compliesWith("single_word")));

    /** One code point. A single punctuation mark is not accepted, because cleaning removes it. */
    public static final AnswerFormat SINGLE_CHARACTER =
            ofText("Respond only with that character.", compliesWith("single_character"));

    /** Two code points, or one if the other is white space, because cleaning removes it. */
    public static final AnswerFormat TWO_CHARACTERS =
            ofText(
                    "Respond only with these two characters.",
                    response -> CodePoints.count(response) <= 2);

    /** A whole number in digits, with or without a sign. */
    public static final AnswerFormat NUMBER =
            ofText(
                    "Respond only with that number, in digits.",
                    response -> Digits.ofWholeNumber(response).isPresent());

    /** A range of whole numbers, such as "11 to 20" or "more than 20". */
    public static final AnswerFormat RANGE =
            new AnswerFormat(
                    "Respond only with the range, such as \"1 to 10\".",
                    response ->
                            Optional.of(allCleaning(response))
                                    .filter(range -> RANGE_WORDS.matcher(range).matches()));

    /** "true" or "false". "Yes" and "no" are read as these. */
    public static final AnswerFormat TRUE_FALSE =
            ofValues(
                    "Respond only with \"true\" or \"false\".",
                    FixedValues.ofQuestion(List.of("true", "false")));

    /** "true" or "false", or "none" if the answer does not have the digit. */
    public static final AnswerFormat TRUE_FALSE_NONE =
            ofValues(
                    "Respond only with \"true\" or \"false\", or with \"none\" if it has no such digit.",
                    FixedValues.ofQuestion(List.of("true", "false", "none")));

    /** "yes" or "no". */
    public static final AnswerFormat YES_NO =
            ofValues(
                    "Respond only with \"yes\" or \"no\".",
                    FixedValues.ofQuestion(List.of("yes", "no")));

    /** "vowel" or "no". */
    public static final AnswerFormat VOWEL_NO = oneOf(List.of("vowel", "no"));

    /** "even" or "odd". */
    public static final AnswerFormat EVEN_ODD = oneOf(List.of("even", "odd"));

    /** "first" or "second". */
    public static final AnswerFormat FIRST_SECOND = oneOf(List.of("first", "second"));

    /** The letter of an option, from A to D. */
    public static final AnswerFormat MULTIPLE_CHOICE =
            ofValues(
                    "Respond only with the letter of that option.",
                    FixedValues.of(List.of("a", "b", "c", "d")));

    private final String instruction;
    private final Function<String, Optional<String>> reading;

    private AnswerFormat(String instruction, Function<String, Optional<String>> reading) {
        this.instruction = instruction;
        this.reading = reading;
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
        return ofValues(
                "Respond only with "
                        + String.join(", ", quoted.subList(0, quoted.size() - 1))
                        + " or "
                        + quoted.get(quoted.size() - 1)
                        + ".",
                FixedValues.of(values));
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
        return read(response).isPresent();
    }

    /**
     * Returns what a hypothetical response says, so that it can be compared with a cleaned value.
     *
     * <p>Where the format has fixed values, a response in other case or with punctuation is that
     * value: {@code "True."} is {@code true}. "true" or "false" and "yes" or "no" are also read
     * from the first word of a response, if a mark such as a comma follows it and no word after it
     * says the opposite: {@code "Yes, I would refuse."} is {@code yes}. As an answer of "true" or
     * "false" it is {@code true}. In every other format, and for a response that is not compliant,
     * only {@link ResponseCleaning#forComparison} applies.
     *
     * @param response the raw response
     * @return the value that the response means, or the cleaned response
     */
    public String comparable(String response) {
        return read(response).orElseGet(() -> forComparison(response));
    }

    private Optional<String> read(String response) {
        String stripped = WhiteSpace.strip(response);
        return stripped.isEmpty() ? Optional.empty() : reading.apply(stripped);
    }

    private static AnswerFormat ofText(String instruction, Predicate<String> isAccepted) {
        return new AnswerFormat(
                instruction,
                response ->
                        isAccepted.test(response)
                                ? Optional.of(forComparison(response))
                                : Optional.empty());
    }

    private static AnswerFormat ofValues(String instruction, FixedValues values) {
        return new AnswerFormat(instruction, values::read);
    }

    private static String withoutMarksAround(String response) {
        return MARKS_AROUND.matcher(forComparison(response)).replaceAll("");
    }

    private static Predicate<String> compliesWith(String name) {
        return ComplianceCheck.of(List.of(name))::isCompliant;
    }

    @Override
    public String toString() {
        return instruction;
    }
}
