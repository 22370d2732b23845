package dev.inward.cache;

import dev.inward.model.IdentifiedModel;
import dev.inward.model.Prompt;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an answer is found by: the SHA-256 of the schema version, all that determines the answer,
 * and the number of the sample, each with its length before it. How it was transported plays no
 * part.
 */
record AnswerKey(ByteBuffer hash) {

    private static final String SCHEMA = "1";

    /**
     * @param sample which of several answers to the same prompt, from 0
     */
    static AnswerKey of(IdentifiedModel model, Prompt prompt, int sample) {
        List<String> parts = new ArrayList<>();
        parts.add(SCHEMA);
        parts.addAll(model.identity(prompt));
        parts.add(String.valueOf(sample));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                digest.update(bytes);
            }
            return new AnswerKey(ByteBuffer.wrap(digest.digest()).asReadOnlyBuffer());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    byte[] bytes() {
        var bytes = new byte[hash.remaining()];
        hash.duplicate().get(bytes);
        return bytes;
    }
}
