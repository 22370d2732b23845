package dev.inward.judge;

import static dev.inward.property.ResponseCleaning.forComparison;
import static dev.inward.property.ResponseCleaning.withoutMarksAtEnds;

import dev.inward.model.FinishReason;
import dev.inward.property.JudgeQuestion;
import dev.inward.study.collection.CollectedAnswer;
import dev.inward.study.collection.CollectedAnswer.State;
import java.util.ArrayList;
import java.util.Comparator;
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
     * of the values has no vote. If no judge votes, or the judges whose call failed could have
     * chosen another value, the value is missing.
     *
     * @param question the question of the judges
     * @param answers the answers of the judges by the name of the judge
     */
    static JudgedValue of(JudgeQuestion question, Map<String, CollectedAnswer> answers) {
        var votes = new LinkedHashMap<String, Integer>();
        var problems = new ArrayList<String>();
        for (Map.Entry<String, CollectedAnswer> entry : answers.entrySet()) {
            CollectedAnswer answer = entry.getValue();
            if (answer.isPlanned()) {
                return new JudgedValue(State.PLANNED, answer.text());
            }
            Optional<String> value =
                    answer.isMissing() ? Optional.empty() : valueIn(question, answer);
            value.ifPresentOrElse(
                    chosen -> votes.merge(chosen, 1, Integer::sum),
                    () -> problems.add(problem(entry.getKey(), answer, question.values())));
        }
        long failed = answers.values().stream().filter(CollectedAnswer::isMissing).count();
        List<String> ranked =
                votes.keySet().stream()
                        .sorted(Comparator.comparing(votes::get, Comparator.reverseOrder()))
                        .toList();
        if (ranked.isEmpty()) {
            return new JudgedValue(State.MISSING, String.join("; ", problems));
        }
        int most = votes.getOrDefault(ranked.get(0), 0);
        int next = ranked.size() < 2 ? 0 : votes.getOrDefault(ranked.get(1), 0);
        if (most - next > failed) {
            return new JudgedValue(State.GIVEN, ranked.get(0));
        }
        return new JudgedValue(
                State.MISSING,
                most == next
                        ? String.format(
                                Locale.ROOT,
                                "the judges have as many votes for %s as for %s",
                                ranked.get(0),
                                ranked.get(1))
                        : "too few judges answered to decide; " + String.join("; ", problems));
    }

    /**
     * Returns the value that a judge chose. Case does not matter, nor white space and punctuation
     * at the ends. An answer that reached the token limit may have lost its end.
     */
    private static Optional<String> valueIn(JudgeQuestion question, CollectedAnswer answer) {
        if (answer.finishReason() == FinishReason.LENGTH) {
            return Optional.empty();
        }
        if (question.values().isEmpty()) {
            return Optional.of(answer.text())
                    .filter(question.answerFormat()::accepts)
                    .map(question.answerFormat()::comparable);
        }
        String cleaned = forComparison(answer.text());
        String bare = withoutMarksAtEnds(answer.text());
        return question.values().stream()
                .filter(value -> List.of(cleaned, bare).contains(forComparison(value)))
                .findFirst();
    }

    private static String problem(String judge, CollectedAnswer answer, List<String> values) {
        if (answer.isMissing()) {
            return "the judge '" + judge + "' gave no answer: " + answer.text();
        }
        return String.format(
                Locale.ROOT,
                "the judge '%s' answered %s, which is %s",
                judge,
                quoted(answer.text()),
                values.isEmpty()
                        ? "no name or phrase of at most five words"
                        : "none of: " + String.join(", ", values));
    }

    /** Returns the beginning of a text in quotation marks. */
    static String quoted(String text) {
        String beginning =
                text.codePointCount(0, text.length()) <= MAX_QUOTED_CHARACTERS
                        ? text
                        : text.substring(0, text.offsetByCodePoints(0, MAX_QUOTED_CHARACTERS))
                                + "…";
        return '"' + beginning + '"';
    }
}
