package dev.inward.property;

import java.util.List;
import java.util.Optional;

/** Words by their place, and how many there are. Punctuation stays with its word. */
final class WordProperties {

    private static final int BIN = 10;

    private WordProperties() {}

    static List<BehavioralProperty> all() {
        return List.of(
                word("first", 0),
                word("second", 1),
                word("third", 2),
                BehavioralProperty.named("last_word")
                        .askedAs("What is the last word of your answer?")
                        .answeredWith(AnswerFormat.SINGLE_WORD)
                        .readOffResponse(answer -> wordAt(answer, numberOfWords(answer) - 1)),
                BehavioralProperty.named("first_word_reversed")
                        .askedAs("What is the first word of your answer spelled backwards?")
                        .answeredWith(AnswerFormat.SINGLE_WORD)
                        .readOffResponse(answer -> wordAt(answer, 0).map(CodePoints::reversed)),
                BehavioralProperty.named("number_of_words")
                        .askedAs("How many words does your answer have?")
                        .answeredWith(AnswerFormat.NUMBER)
                        .readOffResponse(
                                answer -> Optional.of(String.valueOf(numberOfWords(answer)))),
                BehavioralProperty.named("more_than_10_words")
                        .askedAs("Does your answer have more than 10 words?")
                        .answeredWith(AnswerFormat.TRUE_FALSE)
                        .readOffResponse(
                                answer -> Optional.of(String.valueOf(numberOfWords(answer) > 10))),
                BehavioralProperty.named("how_many_words_bins")
                        .askedAs("How many words does your answer have: 1 to 10, 11 to 20 or more?")
                        .answeredWith(AnswerFormat.RANGE)
                        .readOffResponse(WordProperties::bin));
    }

    private static BehavioralProperty word(String ordinal, int index) {
        return BehavioralProperty.named(ordinal + "_word")
                .askedAs("What is the " + ordinal + " word of your answer?")
                .answeredWith(AnswerFormat.SINGLE_WORD)
                .readOffResponse(answer -> wordAt(answer, index));
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

    /** Goes on after 20 in tens: "21 to 30" and so forth. No words are in no bin. */
    private static Optional<String> bin(String answer) {
        int words = numberOfWords(answer);
        if (words == 0) {
            return Optional.empty();
        }
        int below = (words - 1) / BIN * BIN;
        return Optional.of((below + 1) + " to " + (below + BIN));
    }
}
