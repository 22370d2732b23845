package dev.inward.judge;

import static dev.inward.property.ResponseCleaning.cleanString;

import dev.inward.study.collection.CollectedAnswer;
import dev.inward.study.collection.CollectedAnswer.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the judges say about one answer.
 *
 * @param state whether the judges chose a value
 * @param text the value; the reason why there is none in any other state
 */
record JudgedValue(State state, String text) {

    private static final int MAX_QUOTED_CHARACTERS = 60;

    /**
     * Counts the votes of the judges. The value with most votes is chosen. A judge that gives none
     * of the values has no vote. If no judge votes, or the highest number of votes belongs to
     * several values, the value is missing.
     *
     * @param values the values to choose from
     * @param answers the answers of the judges by the name of the judge
     */
    static JudgedValue of(List<String> values, Map<String, CollectedAnswer> answers) {
        var votes = new LinkedHashMap<String, Integer>();
        var problems = new ArrayList<String>();
        for (Map.Entry<String, CollectedAnswer> entry : answers.entrySet()) {
            CollectedAnswer answer = entry.getValue();
            if (answer.isPlanned()) {
                return new JudgedValue(State.PLANNED, answer.text());
            }
            Optional<String> value =
                    answer.isMissing() ? Optional.empty() : valueIn(values, answer.text());
            value.ifPresentOrElse(
                    chosen -> votes.merge(chosen, 1, Integer::sum),
                    () -> problems.add(problem(entry.getKey(), answer, values)));
        }
        int most = votes.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        List<String> chosen =
                values.stream().filter(v -> votes.getOrDefault(v, 0) == most).toList();
        if (most > 0 && chosen.size() == 1) {
            return new JudgedValue(State.GIVEN, chosen.get(0));
        }
        return new JudgedValue(
                State.MISSING,
                most == 0
                        ? String.join("; ", problems)
                        : "the judges have as many votes for " + String.join(" as for ", chosen));
    }

    /** Case, punctuation and white space at the ends do not matter. */
    private static Optional<String> valueIn(List<String> values, String answer) {
        String cleaned = cleanString(answer).strip();
        return values.stream().filter(value -> cleanString(value).equals(cleaned)).findFirst();
    }

    private static String problem(String judge, CollectedAnswer answer, List<String> values) {
        if (answer.isMissing()) {
            return "the judge '" + judge + "' gave no answer: " + answer.text();
        }
        String text = answer.text();
        return String.format(
                Locale.ROOT,
                "the judge '%s' answered \"%s\", which is none of: %s",
                judge,
                text.codePointCount(0, text.length()) <= MAX_QUOTED_CHARACTERS
                        ? text
                        : text.substring(0, text.offsetByCodePoints(0, MAX_QUOTED_CHARACTERS))
                                + "…",
                String.join(", ", values));
    }
}
