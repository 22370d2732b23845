package dev.inward.task;

import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words of a text, without case and punctuation.
 *
 * @param hashes a hash of 64 bits of each word
 */
record WordSequences(List<Long> hashes) {

    private static final Set<UnicodeScript> WITHOUT_SPACES =
            Set.of(
                    UnicodeScript.HAN,
                    UnicodeScript.HIRAGANA,
                    UnicodeScript.KATAKANA,
                    UnicodeScript.THAI,
                    UnicodeScript.LAO,
                    UnicodeScript.KHMER,
                    UnicodeScript.MYANMAR);

    /** The two numbers of the FNV-1a hash for 64 bits. */
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;

    private static final long FNV_PRIME = 0x100000001b3L;

    /** Returns the words of an item that do not belong to the template. */
    static WordSequences of(Item item) {
        String prompt = item.variant().plainPrompt().text();
        String fields =
                item.fields().values().stream()
                        .filter(value -> !value.isBlank() && prompt.contains(value.strip()))
                        .collect(Collectors.joining(" "));
        return of(fields.isBlank() ? prompt : fields);
    }

    static WordSequences of(String text) {
        List<Long> words = new ArrayList<>();
        var word = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .forEach(
                        character -> {
                            if (!isPartOfWord(character)
                                    || WITHOUT_SPACES.contains(UnicodeScript.of(character))) {
                                end(word, words);
                            }
                            if (isPartOfWord(character)) {
                                word.appendCodePoint(character);
                                if (WITHOUT_SPACES.contains(UnicodeScript.of(character))) {
                                    end(word, words);
                                }
                            }
                        });
        end(word, words);
        return new WordSequences(words);
    }

    private static boolean isPartOfWord(int character) {
        int type = Character.getType(character);
        return Character.isLetterOrDigit(character)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    private static void end(StringBuilder word, List<Long> words) {
        if (!word.isEmpty()) {
            long hash = FNV_OFFSET;
            for (byte part : word.toString().getBytes(StandardCharsets.UTF_8)) {
                hash = (hash ^ (part & 0xff)) * FNV_PRIME;
            }
            words.add(hash);
            word.setLength(0);
        }
    }

    /** Returns the hashes of all sequences of a length; empty if there are fewer words. */
    Set<Long> exactly(int length) {
        Set<Long> sequences = new HashSet<>();
        for (int first = 0; first + length <= hashes.size(); first++) {
            sequences.add(sequence(first, first + length));
        }
        return sequences;
    }

    /** Returns the hashes of all sequences of a length, or that of all words if there are fewer. */
    Set<Long> upTo(int length) {
        return hashes.size() > length || hashes.isEmpty()
                ? exactly(length)
                : Set.of(sequence(0, hashes.size()));
    }

    private long sequence(int first, int end) {
        long hash = FNV_OFFSET;
        for (long word : hashes.subList(first, end)) {
            hash = (hash ^ word) * FNV_PRIME;
            hash ^= hash >>> 32;
        }
        return hash;
    }
}
