package dev.inward.cache;

import dev.inward.model.IdentifiedModel;
import dev.inward.model.Sha256;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What an answer is found by: the SHA-256 of the schema version, all that determines the answer,
 * and the number of the sample, each with its length before it. How it was transported plays no
 * part.
 */
record AnswerKey(ByteBuffer hash) {

    private static final String SCHEMA = "1";

    /** The key of an answer, or none where the model does not say what determines it. */
    static Optional<AnswerKey> of(AnswerRequest question) {
        if (!(question.model() instanceof IdentifiedModel model)) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        parts.add(SCHEMA);
        parts.addAll(model.identity(question.prompt()));
        parts.add(String.valueOf(question.sample()));
        return Optional.of(new AnswerKey(ByteBuffer.wrap(Sha256.of(parts)).asReadOnlyBuffer()));
    }

    /** Reads a key back from its hexadecimal form. */
    static AnswerKey parse(String hex) {
        return new AnswerKey(ByteBuffer.wrap(HexFormat.of().parseHex(hex)).asReadOnlyBuffer());
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
