package dev.inward.data;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Starts the computation of hashes. Thread-safe. */
public final class Digest {

    /** The algorithm that verdicts name a file by. */
    public static final String SHA_256 = "SHA-256";

    private Digest() {}

    /**
     * Returns a new computation.
     *
     * @param algorithm an algorithm that every Java platform has
     */
    public static MessageDigest of(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(
                    algorithm + " is missing, which every Java platform must have.", e);
        }
    }
}
