package dev.inward.yaml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.yaml.snakeyaml.reader.StreamReader;

/** Decodes the bytes of a YAML file, and rejects characters that YAML changes or forbids. */
final class YamlText {

    private static final int BYTE_ORDER_MARK = 0xfeff;

    private YamlText() {}

    /**
     * Decodes UTF-8. A byte order mark at the start is skipped.
     *
     * @throws InvalidYamlException if the bytes are not UTF-8, or if a character is not allowed
     */
    static String decode(byte[] bytes) throws InvalidYamlException {
        String decoded = decodeStrictly(bytes);
        boolean isMarked = !decoded.isEmpty() && decoded.charAt(0) == BYTE_ORDER_MARK;
        String text = isMarked ? decoded.substring(1) : decoded;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            String problem = problem(text.codePointAt(i));
            if (!problem.isEmpty()) {
                throw new InvalidYamlException(Location.of(text, i), problem);
            }
        }
        return text;
    }

    private static String problem(int codePoint) {
        return switch (codePoint) {
            case 0x85 -> lineBreak(codePoint, "\\N");
            case 0x2028 -> lineBreak(codePoint, "\\L");
            case 0x2029 -> lineBreak(codePoint, "\\P");
            default ->
                    StreamReader.isPrintable(codePoint)
                            ? ""
                            : problem(
                                    codePoint,
                                    "which YAML does not allow",
                                    String.format(
                                            Locale.ROOT,
                                            codePoint > 0xff ? "\\u%04X" : "\\x%02X",
                                            codePoint));
        };
    }

    /** YAML takes some characters for line breaks, which end a line or become a space. */
    private static String lineBreak(int codePoint, String escape) {
        return problem(codePoint, "which YAML takes for a line break", escape);
    }

    private static String problem(int codePoint, String reason, String escape) {
        return String.format(
                Locale.ROOT,
                "there is the character U+%04X, %s; remove it, or put the text in double quotes and write %s for it",
                codePoint,
                reason,
                escape);
    }

    private static String decodeStrictly(byte[] bytes) throws InvalidYamlException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            throw new InvalidYamlException(
                    Location.of(text, text.length()),
                    String.format(
                            Locale.ROOT,
                            "the byte 0x%02X is not UTF-8; save the file in UTF-8",
                            bytes[in.position()]));
        }
        return text;
    }
}
