package dev.inward.lab;

import dev.inward.model.Sha256;
import java.util.HexFormat;

/** The SHA-256 of bytes or of a sequence of texts. */
record Sha256Hash(byte[] bytes) {

    static Sha256Hash of(byte[] content) {
        return new Sha256Hash(Sha256.of(content));
    }

    static Sha256Hash of(Iterable<String> texts) {
        return new Sha256Hash(Sha256.of(texts));
    }

    String hex() {
        return HexFormat.of().formatHex(bytes);
    }
}
