package dev.inward.study.collection;

import dev.inward.model.FinishReason;
import dev.inward.study.AnswerEndings;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts how answers ended. */
public final class AnswerEndingCounter {

    /** With fewer answers, the same tag may be a coincidence. */
    private static final int MIN_ANSWERS_WITH_TAG = 5;

    private static final Pattern LEADING_TAG =
            Pattern.compile("\\s*(?:<\\|?|\\[)([A-Za-z][\\w:.-]{0,40})(?:\\|?>|])");

    private AnswerEndingCounter() {}

    /**
     * Counts the given answers of one kind; missing ones are left out.
     *
     * @param answers the answers to one kind of prompt
     */
    public static AnswerEndings count(Collection<CollectedAnswer> answers) {
        List<CollectedAnswer> given =
                answers.stream().filter(answer -> !answer.isMissing()).toList();
        return new AnswerEndings(
                given.size(),
                count(given, FinishReason.LENGTH),
                count(given, FinishReason.REFUSAL),
                count(given, FinishReason.CONTENT_FILTER),
                Math.toIntExact(given.stream().filter(CollectedAnswer::hadReasoning).count()),
                given.stream().mapToInt(CollectedAnswer::reasoningWords).sum(),
                sharedTag(given));
    }

    private static int count(List<CollectedAnswer> answers, FinishReason reason) {
        return Math.toIntExact(
                answers.stream().filter(answer -> answer.finishReason() == reason).count());
    }

    private static String sharedTag(List<CollectedAnswer> answers) {
        List<Optional<String>> tags =
                answers.stream()
                        .map(CollectedAnswer::text)
                        .filter(text -> !text.isBlank())
                        .map(AnswerEndingCounter::leadingTag)
                        .distinct()
                        .toList();
        return answers.size() >= MIN_ANSWERS_WITH_TAG && tags.size() == 1
                ? tags.get(0).orElse("")
                : "";
    }

    private static Optional<String> leadingTag(String text) {
        Matcher tag = LEADING_TAG.matcher(text);
        return tag.lookingAt() ? Optional.of(tag.group(1)) : Optional.empty();
    }
}
