package dev.inward.classifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a text is described by: the words it holds, pairs of neighbours, its runs of 2 to 4
 * characters, and each word with its place counted from either end. Case does not matter.
 *
 * <p>Places are what tells "fox, owl" from "owl, fox": in prompts made from a template they name
 * the slot a word stands in, however many words another slot takes.
 */
final class PromptFeatures {

    private static final Pattern WORD =
            Pattern.compile("[\\p{L}\\p{M}\\p{N}]+|[^\\s\\p{L}\\p{M}\\p{N}]");
    private static final int SHORTEST_RUN = 2;
    private static final int LONGEST_RUN = 4;

    private PromptFeatures() {}

    /** {@return which features the text has, in their natural order} */
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
            addRuns(features, " " + String.join(" ", words) + " ");
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

    private static void addRuns(Set<String> features, String text) {
        for (int length = SHORTEST_RUN; length <= LONGEST_RUN; length++) {
            for (int start = 0; start + length <= text.length(); start++) {
                features.add("run " + text.substring(start, start + length));
            }
        }
    }
}
