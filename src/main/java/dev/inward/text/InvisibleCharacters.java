package dev.inward.text;

import java.util.Set;

/**
 * Finds the characters of a text that a reader cannot see, or that change how other characters are
 * displayed: controls, bidirectional marks, zero-width characters, unpaired surrogates. Characters
 * that a script or an emoji needs are not among them in their usual place.
 */
final class InvisibleCharacters {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int BLACK_FLAG = 0x1F3F4;
    private static final int END_OF_TAG = 0xE007F;

    /** Letters and marks without a glyph: fillers, and the joiner of combining marks. */
    private static final Set<Integer> BLANK =
            Set.of(
                    0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x2065,
                    0x2800, 0x3164, 0xFFA0);

    /** Format characters that have a glyph, such as Arabic's sign of a number. */
    private static final Set<Integer> VISIBLE_FORMATS =
            Set.of(
                    0x0600, 0x0601, 0x0602, 0x0603, 0x0604, 0x0605, 0x06DD, 0x070F, 0x0890, 0x0891,
                    0x08E2, 0x110BD, 0x110CD);

    private InvisibleCharacters() {}

    /**
     * Returns whether the character at an index must be made visible.
     *
     * @param index the index of the first unit of the character
     */
    static boolean isAt(String text, int index) {
        int character = text.codePointAt(index);
        if (character < 0x7F) {
            return character < ' ';
        }
        if (character == ZERO_WIDTH_JOINER || character == ZERO_WIDTH_NON_JOINER) {
            return !isBetweenJoinable(text, index);
        }
        if (isVariationSelector(character)) {
            return !selectsVariant(text, index);
        }
        if (isTag(character)) {
            return !isInFlag(text, index);
        }
        return isHidden(character);
    }

    private static boolean isHidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    true;
            case Character.FORMAT -> !VISIBLE_FORMATS.contains(character);
            case Character.UNASSIGNED -> isNeverACharacter(character);
            default -> BLANK.contains(character);
        };
    }

    /** Characters that Unicode never assigns, and the reserved ones that are drawn as nothing. */
    private static boolean isNeverACharacter(int character) {
        return (character & 0xFFFE) == 0xFFFE
                || (character >= 0xFDD0 && character <= 0xFDEF)
                || (character >= 0xFFF0 && character <= 0xFFF8)
                || (character >= 0xE0000 && character <= 0xE0FFF);
    }

    /** Joiners form emoji, and letters of scripts such as Persian and Hindi. */
    private static boolean isBetweenJoinable(String text, int index) {
        return index > 0
                && index + 1 < text.length()
                && isJoinable(text.codePointBefore(index))
                && isJoinable(text.codePointAt(index + 1));
    }

    private static boolean isJoinable(int character) {
        if (isVariationSelector(character)) {
            return true;
        }
        return switch (Character.UnicodeScript.of(character)) {
            case LATIN, GREEK, CYRILLIC, HAN, HIRAGANA, KATAKANA, HANGUL, UNKNOWN -> false;
            case COMMON ->
                    Character.getType(character) == Character.OTHER_SYMBOL
                            || Character.getType(character) == Character.MODIFIER_SYMBOL;
            default -> !isHidden(character);
        };
    }

    private static boolean isVariationSelector(int character) {
        return (character >= 0xFE00 && character <= 0xFE0F)
                || (character >= 0xE0100 && character <= 0xE01EF);
    }

    /** A selector follows one symbol, digit, or letter of a script with variants. */
    private static boolean selectsVariant(String text, int index) {
        if (index == 0) {
            return false;
        }
        int before = text.codePointBefore(index);
        return before > ' '
                && !isVariationSelector(before)
                && Character.UnicodeScript.of(before) != Character.UnicodeScript.LATIN
                && !isHidden(before);
    }

    private static boolean isTag(int character) {
        return character >= 0xE0020 && character <= END_OF_TAG;
    }

    /** The flags of England, Scotland and Wales are a black flag and tags. */
    private static boolean isInFlag(String text, int index) {
        int start = index;
        while (start > 0 && isTag(text.codePointBefore(start))) {
            start -= 2;
        }
        int end = index;
        while (end < text.length() && isTag(text.codePointAt(end))) {
            end += 2;
        }
        return start > 0
                && text.codePointBefore(start) == BLACK_FLAG
                && end - start <= 14
                && text.codePointBefore(end) == END_OF_TAG;
    }
}
