package dev.inward.cache;

import dev.inward.model.IdentifiedModel;
import dev.inward.model.Sha256;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The key of a stored answer. It is the SHA-256 of the schema version, everything that determines
 * the answer, and the sample number, each preceded by its length. The transport is not part of it.
 *
 * @param hash the 32 bytes of the hash, read-only
 */
record AnswerKey(ByteBuffer hash) {

    private static final String SCHEMA = "1";

    /** Returns the key of an answer; empty if the model does not declare what determines it. */
    static Optional<AnswerKey> of(AnswerRequest request) {
        if (!(request.sampleModel() instanceof IdentifiedModel model)) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        parts.add(SCHEMA);
        parts.addAll(model.identity(request.prompt()));
        parts.add(String.valueOf(request.sample()));
        return Optional.of(of(Sha256.of(parts)));
    }

    /** Returns the key with a hash; the bytes are not copied. */
    static AnswerKey of(byte[] hash) {
        return new AnswerKey(ByteBuffer.wrap(hash).asReadOnlyBuffer());
    }

    /** Parses the hexadecimal form of a key. */
    static AnswerKey parse(String hex) {
        return of(HexFormat.of().parseHex(hex));
    }

    String hex() {
        return HexFormat.of().formatHex(bytes());
    }

    byte[] bytes() {
        var bytes = new byte[hash.remaining()];
        hash.duplicate().get(bytes);
        return bytes;
    }
}
