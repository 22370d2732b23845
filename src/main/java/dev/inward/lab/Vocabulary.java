package dev.inward.lab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The words of a lab model, and its tokenizer. Each word is one token, in lower case. A question
 * mark is a word; other punctuation is dropped. An unknown word becomes {@link #UNKNOWN}.
 */
final class Vocabulary {

    static final int PADDING = 0;
    static final int UNKNOWN = 1;

    /** Words without information here. Without them prompts are a third shorter. */
    private static final Set<String> STOP_WORDS =
            Set.of(
                    "the", "of", "is", "in", "or", "suppose", "you", "said", "were", "asked", "an",
                    "and");

    private final List<String> words;
    private final Map<String, Integer> tokens = new HashMap<>();

    /**
     * @param words all words, the two special ones first
     */
    Vocabulary(List<String> words) {
        this.words = List.copyOf(words);
        for (String word : this.words) {
            tokens.put(word, tokens.size());
        }
    }

    static Vocabulary of(Iterable<String> texts) {
        var words = new java.util.LinkedHashSet<String>(List.of("<padding>", "<unknown>"));
        for (String text : texts) {
            words.addAll(split(text));
        }
        return new Vocabulary(new ArrayList<>(words));
    }

    List<String> words() {
        return words;
    }

    int size() {
        return words.size();
    }

    String word(int token) {
        return words.get(token);
    }

    int[] tokens(String text) {
        return split(text).stream().mapToInt(word -> tokens.getOrDefault(word, UNKNOWN)).toArray();
    }

    private static List<String> split(String text) {
        String spaced = text.toLowerCase(Locale.ROOT).replace("?", " ? ");
        var split = new ArrayList<String>();
        for (String part : spaced.split("\\s+", -1)) {
            String word = part.replaceAll("[^\\p{L}\\p{N}?'–-]", "");
            if (!word.isEmpty() && !STOP_WORDS.contains(word)) {
                split.add(word);
            }
        }
        return split;
    }
}
