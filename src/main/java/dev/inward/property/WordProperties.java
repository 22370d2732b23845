package dev.inward.property;

import dev.inward.property.reading.CodePoints;
import dev.inward.property.reading.WhiteSpace;
import java.util.List;
import java.util.Optional;

/** Single words by position, and the number of words. Punctuation belongs to its word. */
final class WordProperties {

    private WordProperties() {}

    static List<BehavioralProperty> all() {
        return List.of(
                word("first", 0),
                word("second", 1),
                word("third", 2),
                BehavioralProperty.named("last_word")
                        .askedAs("What is the last word of your answer?")
                        .answeredWith(AnswerFormat.SINGLE_WORD)
                        .computedFromResponse(answer -> wordAt(answer, numberOfWords(answer) - 1)),
                BehavioralProperty.named("first_word_reversed")
                        .askedAs("What is the first word of your answer spelled backwards?")
                        .answeredWith(AnswerFormat.SINGLE_WORD)
                        .computedFromResponse(
                                answer -> wordAt(answer, 0).map(CodePoints::reversed)),
                BehavioralProperty.named("number_of_words")
                        .askedAs("How many words does your answer have?")
                        .answeredWith(AnswerFormat.NUMBER)
                        .computedFromResponse(
                                answer -> Optional.of(String.valueOf(numberOfWords(answer)))),
                BehavioralProperty.named("more_than_10_words")
                        .askedAs("Does your answer have more than 10 words?")
                        .answeredWith(AnswerFormat.TRUE_FALSE)
                        .computedFromResponse(
                                answer -> Optional.of(String.valueOf(numberOfWords(answer) > 10))),
                BehavioralProperty.named("how_many_words_bins")
                        .askedAs("How many words does your answer have: 1 to 10, 11 to 20 or more?")
                        .answeredWith(AnswerFormat.RANGE)
                        .computedFromResponse(answer -> Optional.of(range(numberOfWords(answer)))));
    }

    private static BehavioralProperty word(String ordinal, int index) {
        return BehavioralProperty.named(ordinal + "_word")
                .askedAs("What is the " + ordinal + " word of your answer?")
                .answeredWith(AnswerFormat.SINGLE_WORD)
                .computedFromResponse(answer -> wordAt(answer, index));
    }

    private static Optional<String> wordAt(String answer, int index) {
        List<String> words = WhiteSpace.wordsOf(answer);
        return index < 0 || index >= words.size()
                ? Optional.empty()
                : Optional.of(words.get(index));
    }

    private static int numberOfWords(String answer) {
        return WhiteSpace.wordsOf(answer).size();
    }

    private static String range(int words) {
        if (words <= 10) {
            return "1 to 10";
        }
        return words <= 20 ? "11 to 20" : "more than 20";
    }
}
