package dev.inward.property.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.property.AnswerFormat;
import dev.inward.property.reading.BoundedPattern;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How a property of the properties file is computed from an answer.
 *
 * @param format the format of its values
 * @param function returns the value of an answer, or nothing if the answer has no value
 */
record PropertyRule(AnswerFormat format, Function<String, Optional<String>> function) {

    /** The keys that state a rule. */
    static final List<String> KEYS =
            List.of("matches", "contains-any", "first-of", "number-between");

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,100}(\\.[0-9]{1,100})?");

    /**
     * Returns the rule of a key.
     *
     * @throws IllegalArgumentException if an expression or a range is invalid
     */
    static PropertyRule of(String key, JsonNode value) {
        return switch (key) {
            case "matches" -> matches(new BoundedPattern(value.asText()));
            case "contains-any" -> {
                List<String> words = texts(value);
                yield trueFalse(
                        answer ->
                                Optional.of(
                                        words.stream()
                                                .anyMatch(word -> position(answer, word) >= 0)));
            }
            case "first-of" -> {
                List<String> words = texts(value);
                yield new PropertyRule(AnswerFormat.NAME, answer -> first(answer, words));
            }
            default -> numberBetween(value.path(0).asText(), value.path(1).asText());
        };
    }

    private static PropertyRule matches(BoundedPattern pattern) {
        return trueFalse(
                answer ->
                        switch (pattern.in(answer)) {
                            case FOUND -> Optional.of(true);
                            case NOT_FOUND -> Optional.of(false);
                            case GIVEN_UP -> Optional.empty();
                        });
    }

    private static PropertyRule numberBetween(String least, String most) {
        var from = new BigDecimal(least);
        var to = new BigDecimal(most);
        if (from.compareTo(to) > 0) {
            throw new IllegalArgumentException(
                    least + " is greater than " + most + "; give the lower number first");
        }
        return trueFalse(
                answer ->
                        Optional.of(answer.strip())
                                .filter(text -> NUMBER.matcher(text).matches())
                                .map(BigDecimal::new)
                                .map(it -> it.compareTo(from) >= 0 && it.compareTo(to) <= 0));
    }

    private static PropertyRule trueFalse(Function<String, Optional<Boolean>> function) {
        return new PropertyRule(
                AnswerFormat.TRUE_FALSE, answer -> function.apply(answer).map(String::valueOf));
    }

    private static Optional<String> first(String answer, List<String> words) {
        return words.stream()
                .filter(word -> position(answer, word) >= 0)
                .min((one, other) -> position(answer, one) - position(answer, other));
    }

    /** Returns where a word first stands by itself in a text, in any case; -1 if nowhere. */
    private static int position(String text, String word) {
        String lowerText = text.toLowerCase(Locale.ROOT);
        String lowerWord = word.toLowerCase(Locale.ROOT);
        int start = lowerText.indexOf(lowerWord);
        while (start >= 0 && !standsAlone(lowerText, start, start + lowerWord.length())) {
            start = lowerText.indexOf(lowerWord, start + 1);
        }
        return start;
    }

    private static boolean standsAlone(String text, int start, int end) {
        return (start == 0 || !Character.isLetterOrDigit(text.codePointBefore(start)))
                && (end == text.length() || !Character.isLetterOrDigit(text.codePointAt(end)));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }
}
