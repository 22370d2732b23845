package dev.inward.classifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The features of a text: its words, its pairs of neighbouring words, its character n-grams of
 * length 2 to 4, and each word with its position from either end. Case is ignored.
 *
 * <p>Positions distinguish "fox, owl" from "owl, fox". In prompts of one template they identify the
 * slot of a word, even if another slot has several words.
 */
final class PromptFeatures {

    private static final Pattern WORD =
            Pattern.compile("[\\p{L}\\p{M}\\p{N}]+|[^\\s\\p{L}\\p{M}\\p{N}]");
    private static final int SHORTEST_NGRAM = 2;
    private static final int LONGEST_NGRAM = 4;

    private PromptFeatures() {}

    /** {@return the features of the text, in their natural order} */
    static Set<String> of(String text) {
        List<String> words = words(text.toLowerCase(Locale.ROOT));
        Set<String> features = new TreeSet<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            features.add("word " + word);
            features.add("start+" + i + " " + word);
            features.add("end-" + (words.size() - 1 - i) + " " + word);
            if (i > 0) {
                features.add("words " + words.get(i - 1) + " " + word);
            }
        }
        if (!words.isEmpty()) {
            addCharacterNgrams(features, " " + String.join(" ", words) + " ");
        }
        return features;
    }

    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words.add(word.group());
        }
        return words;
    }

    private static void addCharacterNgrams(Set<String> features, String text) {
        for (int length = SHORTEST_NGRAM; length <= LONGEST_NGRAM; length++) {
            for (int start = 0; start + length <= text.length(); start++) {
                features.add("run " + text.substring(start, start + length));
            }
        }
    }
}
