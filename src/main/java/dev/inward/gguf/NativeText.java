package dev.inward.gguf;

import java.util.HashMap;
import java.util.Map;

/**
 * Replaces the characters that a text loses on its way back from native code: those above U+FFFF,
 * and U+0000. Characters of the private use area, which no text has, take their place.
 */
final class NativeText {

    private static final int PRIVATE_USE = 0xE000;
    private static final int PRIVATE_USE_END = 0xF900;

    private final Map<Integer, Integer> replacements = new HashMap<>();

    /** Replaces characters. */
    String encode(String text) {
        var encoded = new StringBuilder(text.length());
        text.codePoints().map(this::replacement).forEach(encoded::appendCodePoint);
        return encoded.toString();
    }

    private int replacement(int character) {
        boolean isLost = character == 0 || character > 0xFFFF;
        boolean isPrivate = character >= PRIVATE_USE && character < PRIVATE_USE_END;
        if (!isLost && !isPrivate) {
            return character;
        }
        return replacements.computeIfAbsent(
                character, key -> Math.min(PRIVATE_USE + replacements.size(), PRIVATE_USE_END - 1));
    }

    /** Puts the characters back. */
    String decode(String text) {
        Map<Integer, Integer> originals = new HashMap<>();
        replacements.forEach((original, replacement) -> originals.put(replacement, original));
        var decoded = new StringBuilder(text.length());
        text.codePoints()
                .map(character -> originals.getOrDefault(character, character))
                .forEach(decoded::appendCodePoint);
        return decoded.toString();
    }
}
