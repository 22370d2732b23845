package dev.inward.hosted.response;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import okhttp3.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the body of a response. JSON is UTF-8, UTF-16 or UTF-32, whatever the header says (RFC
 * 8259, RFC 4627 section 3). The charset of the header counts only if the body is none of them.
 */
public final class BodyDecoder {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private BodyDecoder() {}

    /**
     * Decodes a body; removes a byte order mark. Bytes without a meaning become replacement
     * characters.
     *
     * @param type the header; null if there is none. An unknown charset in it is ignored
     */
    public static String decode(byte[] bytes, @Nullable MediaType type) {
        String text =
                unicode(bytes)
                        .orElseGet(
                                () -> {
                                    Charset declared =
                                            type == null
                                                    ? null
                                                    : type.charset(StandardCharsets.UTF_8);
                                    return new String(
                                            bytes,
                                            declared == null ? StandardCharsets.UTF_8 : declared);
                                });
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    /**
     * Returns the bytes, unpacked if they are packed with gzip or zlib. Some proxies pack a body
     * and lose the header that says so, and some pack it in a way that was not asked for.
     *
     * @param maxBytes the number of bytes to unpack at most
     */
    public static byte[] unpacked(byte[] bytes, int maxBytes) {
        if (!isGzip(bytes) && !isZlib(bytes)) {
            return bytes;
        }
        var packed = new ByteArrayInputStream(bytes);
        try (var unpacking =
                isGzip(bytes) ? new GZIPInputStream(packed) : new InflaterInputStream(packed)) {
            return unpacking.readNBytes(maxBytes);
        } catch (IOException notPacked) {
            return bytes;
        }
    }

    /** The first byte of zlib is that of no JSON. The first two are a multiple of 31. */
    private static boolean isZlib(byte[] bytes) {
        return bytes.length > 2
                && bytes[0] == 0x78
                && ((bytes[0] << 8) | (bytes[1] & 0xff)) % 31 == 0;
    }

    private static boolean isGzip(byte[] bytes) {
        return bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
    }

    private static Optional<String> unicode(byte[] bytes) {
        try {
            return Optional.of(
                    unicodeCharset(bytes).newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException otherCharset) {
            return Optional.empty();
        }
    }

    /**
     * Tells the encodings apart by the byte order mark and by the zero bytes of the first
     * character, which is ASCII in JSON.
     */
    private static Charset unicodeCharset(byte[] bytes) {
        int first = bytes.length < 4 ? -1 : ByteBuffer.wrap(bytes).getInt();
        if (first == 0x0000FEFF || (first >>> 8 == 0 && first != 0)) {
            return Charset.forName("UTF-32BE");
        }
        if (first == 0xFFFE0000 || ((first & 0x00FFFFFF) == 0 && first != 0)) {
            return Charset.forName("UTF-32LE");
        }
        if (bytes.length >= 2) {
            int pair = ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
            if (pair == 0xFEFF || (pair >>> 8 == 0 && pair != 0)) {
                return StandardCharsets.UTF_16BE;
            }
            if (pair == 0xFFFE || ((pair & 0xFF) == 0 && pair != 0)) {
                return StandardCharsets.UTF_16LE;
            }
        }
        return StandardCharsets.UTF_8;
    }
}
