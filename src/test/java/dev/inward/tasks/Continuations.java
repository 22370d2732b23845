package dev.inward.tasks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Beginnings of texts of three parts. Each setting has eight variants of each part. They are
 * combined in a Latin square: any two texts of a setting share at most one part.
 */
final class Continuations {

    private static final int VARIANTS = 8;

    /** What begins a part that a comma divides from the clause before it. */
    private static final Pattern WITH_COMMA =
            Pattern.compile("(which|although|even though|hoping|knowing|as though|as if|while)\\b");

    private Continuations() {}

    static List<Map<String, String>> sentences(long seed) {
        return of("sentences.txt", seed, Continuations::sentence);
    }

    static List<Map<String, String>> stories(long seed) {
        return of("stories.txt", seed, parts -> String.join(" ", parts));
    }

    /** Names, years and numbers are filled in, anew in each text. */
    static List<Map<String, String>> entries(long seed) {
        UnaryOperator<String> fill = new InventedNames(new Random(seed))::fill;
        return of(
                "encyclopaedia.txt",
                seed,
                parts ->
                        fill.apply(
                                parts[0]
                                        + (parts[1].startsWith("from ") ? " " : ", ")
                                        + parts[1]
                                        + ". "
                                        + parts[2]));
    }

    private static String sentence(String... parts) {
        return parts[0]
                + ", "
                + parts[1]
                + (WITH_COMMA.matcher(parts[2]).lookingAt() ? ", " : " ")
                + parts[2];
    }

    private static String firstWord(String text) {
        return text.substring(0, text.indexOf(' '));
    }

    /** No sentence has the same conjunction twice. */
    private static boolean repeatsItself(String first, String last) {
        return firstWord(first).equalsIgnoreCase(firstWord(last));
    }

    private interface Combination {
        String text(String... parts);
    }

    private static List<Map<String, String>> of(String file, long seed, Combination combination) {
        var random = new Random(seed);
        var texts = new ArrayList<String>();
        for (List<List<String>> groups : Parts.groups(file).values()) {
            int shift = random.nextInt(VARIANTS);
            for (int first = 0; first < VARIANTS; first++) {
                for (int second = 0; second < VARIANTS; second++) {
                    String last = groups.get(2).get((first + second + shift) % VARIANTS);
                    if (Character.isUpperCase(last.charAt(0))
                            || !repeatsItself(groups.get(0).get(first), last)) {
                        texts.add(
                                combination.text(
                                        groups.get(0).get(first), groups.get(1).get(second), last));
                    }
                }
            }
        }
        Collections.shuffle(texts, random);
        return texts.stream().map(text -> Map.of("text", text)).toList();
    }
}
