package dev.inward.lab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The words a lab model knows. A text becomes tokens word by word: lower case, the question mark a
 * word of its own, other punctuation dropped; a word that is not known becomes {@link #UNKNOWN}.
 */
final class Vocabulary {

    static final int PADDING = 0;
    static final int UNKNOWN = 1;

    /** Words that carry nothing here; without them prompts are a third shorter. */
    private static final Set<String> SILENT =
            Set.of(
                    "the", "of", "is", "in", "or", "suppose", "you", "said", "were", "asked", "an",
                    "and");

    private final List<String> words;
    private final Map<String, Integer> tokens = new HashMap<>();

    /**
     * @param words every word, the two special ones first
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
            if (!word.isEmpty() && !SILENT.contains(word)) {
                split.add(word);
            }
        }
        return split;
    }
}
