package dev.inward.transcript.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Finds the object-level prompt that stands inside a hypothetical prompt. Of prompts inside one
 * another, it is the longest.
 *
 * <p>Prompts are grouped by their beginnings, so that a search takes time in proportion to the
 * length of the hypothetical prompt. Immutable and thread-safe.
 */
final class QuestionFinder {

    private static final int MAX_BEGINNING = 32;

    private final int length;
    private final Map<String, List<String>> promptsByBeginning = new HashMap<>();

    /**
     * @param prompts the object-level prompts; empty ones are left out
     */
    QuestionFinder(Iterable<String> prompts) {
        int shortest = MAX_BEGINNING;
        for (String prompt : prompts) {
            shortest = prompt.isEmpty() ? shortest : Math.min(shortest, prompt.length());
        }
        length = shortest;
        for (String prompt : prompts) {
            if (!prompt.isEmpty()) {
                promptsByBeginning
                        .computeIfAbsent(prompt.substring(0, length), key -> new ArrayList<>())
                        .add(prompt);
            }
        }
    }

    /**
     * Returns the object-level prompts in a text that stand in no longer one there, sorted: one if
     * the text is about one question.
     */
    List<String> find(String text) {
        var found = new TreeSet<String>();
        int end = 0;
        for (int start = 0; start + length <= text.length(); start++) {
            String longest = "";
            for (String prompt :
                    promptsByBeginning.getOrDefault(
                            text.substring(start, start + length), List.of())) {
                if (prompt.length() > longest.length() && text.startsWith(prompt, start)) {
                    longest = prompt;
                }
            }
            if (start + longest.length() > end && !longest.isEmpty()) {
                found.add(longest);
                end = start + longest.length();
            }
        }
        return List.copyOf(found);
    }
}
