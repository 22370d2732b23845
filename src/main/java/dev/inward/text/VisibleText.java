package dev.inward.text;

import java.util.HexFormat;

/**
 * Makes the invisible characters of a text visible, so that the text is displayed as it is stored:
 * each becomes the escape that Java and JSON have for it. All other text stays as it is, in every
 * script.
 */
public final class VisibleText {

    private static final HexFormat HEX = HexFormat.of();

    private VisibleText() {}

    /**
     * Returns a text of several lines. Line breaks and tabs stay.
     *
     * @param untrusted the text
     * @return the same text if it has no other invisible character
     */
    public static String lines(String untrusted) {
        return visible(untrusted, true);
    }

    /**
     * Returns a text on one line. Line breaks and tabs become spaces.
     *
     * @param untrusted the text
     * @return the same text if it has no line break and no invisible character
     */
    public static String line(String untrusted) {
        return visible(
                untrusted
                        .replace("\r\n", " ")
                        .replace('\n', ' ')
                        .replace('\r', ' ')
                        .replace('\t', ' '),
                false);
    }

    /**
     * Returns JSON in which no string has an invisible character. It has the same values.
     *
     * @param json the text of a JSON value
     */
    public static String json(String json) {
        return visible(json, true);
    }

    private static String visible(String text, boolean keepsBreaks) {
        StringBuilder changed = null;
        int copied = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (isPlain(text, i, keepsBreaks)) {
                continue;
            }
            if (changed == null) {
                changed = new StringBuilder(text.length() + 16);
            }
            changed.append(text, copied, i);
            copied = i + Character.charCount(text.codePointAt(i));
            for (int unit = i; unit < copied; unit++) {
                changed.append(escape(text.charAt(unit)));
            }
        }
        return changed == null ? text : changed.append(text, copied, text.length()).toString();
    }

    private static boolean isPlain(String text, int index, boolean keepsBreaks) {
        char first = text.charAt(index);
        if (first >= ' ' && first < 0x7F) {
            return true;
        }
        if (keepsBreaks && (first == '\n' || first == '\t')) {
            return true;
        }
        // A carriage return alone would write over the line.
        if (keepsBreaks && first == '\r') {
            return index + 1 < text.length() && text.charAt(index + 1) == '\n';
        }
        return !InvisibleCharacters.isAt(text, index);
    }

    /**
     * Returns the escape of one UTF-16 unit as Java, JavaScript and JSON write it.
     *
     * @param unit the unit
     */
    static String escape(char unit) {
        return "\\u" + HEX.toHexDigits(unit);
    }
}
