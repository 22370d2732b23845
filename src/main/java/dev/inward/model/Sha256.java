package dev.inward.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * SHA-256 hashes of bytes and of sequences of texts. Thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.INTERNAL, since = "0.1")
public final class Sha256 {

    private Sha256() {}

    /**
     * Hashes bytes.
     *
     * @param content the bytes to hash
     * @return the 32 bytes of the hash
     */
    public static byte[] of(byte[] content) {
        return newDigest().digest(content);
    }

    /**
     * Hashes a sequence of texts in UTF-8. The length of each text is hashed before the text, so
     * that different sequences never give the same input.
     *
     * @param texts the texts, in order
     * @return the 32 bytes of the hash
     */
    public static byte[] of(Iterable<String> texts) {
        MessageDigest digest = newDigest();
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return digest.digest();
    }

    /** {@return a new computation, for content that is not in memory as a whole} */
    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
