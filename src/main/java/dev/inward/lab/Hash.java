package dev.inward.lab;

import dev.inward.model.Sha256;
import java.util.HexFormat;

/** A SHA-256, of bytes or of a sequence of texts. */
record Hash(byte[] bytes) {

    static Hash of(byte[] content) {
        return new Hash(Sha256.of(content));
    }

    static Hash of(Iterable<String> texts) {
        return new Hash(Sha256.of(texts));
    }

    String hex() {
        return HexFormat.of().formatHex(bytes);
    }
}
