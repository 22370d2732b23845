package dev.inward.finetuning;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.TreeSet;

/**
 * Finds which of many phrases stand at a place of a text. The phrases are sorted, so a binary
 * search finds the longest one that stands there. All others are prefixes of it, and each phrase
 * knows its longest prefix among the phrases. A table of hashes excludes most places at once.
 *
 * <p>This class is immutable and thread-safe.
 */
final class PhraseIndex {

    /** The number that stands for no phrase. */
    static final int NONE = -1;

    private static final int MAX_HASHED_CHARACTERS = 8;
    private static final int HASHES = 1 << 20;

    private final String[] phrases;
    private final int[] prefixes;
    private final int hashedCharacters;
    private final BitSet beginnings = new BitSet(HASHES);

    /**
     * Sorts the phrases.
     *
     * @param all the phrases, without the empty one
     */
    PhraseIndex(Collection<String> all) {
        phrases = new TreeSet<>(all).toArray(new String[0]);
        prefixes = prefixes(phrases);
        int shortest = MAX_HASHED_CHARACTERS;
        for (String phrase : phrases) {
            shortest = Math.min(shortest, phrase.length());
        }
        hashedCharacters = shortest;
        for (String phrase : phrases) {
            beginnings.set(hash(phrase, 0));
        }
    }

    private static int[] prefixes(String[] sorted) {
        int[] prefixes = new int[sorted.length];
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < sorted.length; i++) {
            while (!open.isEmpty() && !sorted[i].startsWith(sorted[open.peek()])) {
                open.pop();
            }
            prefixes[i] = open.isEmpty() ? NONE : open.peek();
            open.push(i);
        }
        return prefixes;
    }

    /** Returns the number of the longest phrase at this place of a text; {@link #NONE} if none. */
    int longestAt(String text, int place) {
        if (place + hashedCharacters > text.length() || !beginnings.get(hash(text, place))) {
            return NONE;
        }
        int low = 0;
        int high = phrases.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isAtMost(phrases[middle], text, place)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int phrase = low - 1;
        while (phrase != NONE && !text.startsWith(phrases[phrase], place)) {
            phrase = prefixes[phrase];
        }
        return phrase;
    }

    /** Returns the longest other phrase that a phrase begins with; {@link #NONE} if none. */
    int prefixOf(int phrase) {
        return prefixes[phrase];
    }

    /** Returns a phrase. */
    String phrase(int number) {
        return phrases[number];
    }

    private static boolean isAtMost(String phrase, String text, int place) {
        int length = Math.min(phrase.length(), text.length() - place);
        for (int i = 0; i < length; i++) {
            int difference = phrase.charAt(i) - text.charAt(place + i);
            if (difference != 0) {
                return difference < 0;
            }
        }
        return phrase.length() <= text.length() - place;
    }

    private int hash(String text, int place) {
        int hash = 0;
        for (int i = 0; i < hashedCharacters; i++) {
            hash = 31 * hash + text.charAt(place + i);
        }
        return (hash ^ (hash >>> 12)) & (HASHES - 1);
    }
}
