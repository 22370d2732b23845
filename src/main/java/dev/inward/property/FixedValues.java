package dev.inward.property;

import static dev.inward.property.ResponseCleaning.cleanString;
import static dev.inward.property.ResponseCleaning.forComparison;
import static dev.inward.property.ResponseCleaning.withoutMarksAtEnds;

import dev.inward.property.reading.WhiteSpace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values of an answer format that has a list of them, and the reading of answers as these. */
final class FixedValues {

    // Without the mark, "No problem" would be read as "no".
    private static final Pattern FIRST_WORD =
            Pattern.compile(
                    "[*_\"'\u201c]*(\\p{L}+)[*_\"'\u201d]*(?:\\s*[,.;:!](?=\\s+\\D|\\s*$)|\\s*[\u2013\u2014\\n])(.*)",
                    Pattern.DOTALL);

    private static final Map<String, String> TRUTH = Map.of("yes", "true", "no", "false");

    private static final Map<String, Set<String>> CONTRADICTIONS =
            Map.of(
                    "yes", Set.of("no", "false"),
                    "true", Set.of("no", "false"),
                    "no", Set.of("yes", "true"),
                    "false", Set.of("yes", "true"));

    /** By the cleaned answer. */
    private final Map<String, String> values = new HashMap<>();

    private final boolean isReadFromFirstWord;

    private FixedValues(List<String> values, boolean isReadFromFirstWord) {
        values.forEach(value -> this.values.put(cleanString(value), forComparison(value)));
        this.isReadFromFirstWord = isReadFromFirstWord;
    }

    /** Creates values that an answer must consist of, but for case and punctuation. */
    static FixedValues of(List<String> values) {
        return new FixedValues(values, false);
    }

    /** Creates the values of a yes-or-no question: an answer can also begin with one of them. */
    static FixedValues ofQuestion(List<String> values) {
        var questionValues = new FixedValues(values, true);
        if (questionValues.values.containsKey("true")) {
            questionValues.values.putAll(TRUTH);
        }
        return questionValues;
    }

    /** Returns the value that an answer means, cleaned for comparison. */
    Optional<String> read(String response) {
        Optional<String> whole =
                Optional.ofNullable(values.get(cleanString(withoutMarksAtEnds(response))));
        return whole.isEmpty() && isReadFromFirstWord ? ofFirstWord(response) : whole;
    }

    private Optional<String> ofFirstWord(String response) {
        Matcher matcher = FIRST_WORD.matcher(response);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String first = forComparison(matcher.group(1));
        Set<String> contradictions = CONTRADICTIONS.getOrDefault(first, Set.of());
        return WhiteSpace.wordsOf(cleanString(matcher.group(2))).stream()
                        .anyMatch(contradictions::contains)
                ? Optional.empty()
                : Optional.ofNullable(values.get(first));
    }
}
