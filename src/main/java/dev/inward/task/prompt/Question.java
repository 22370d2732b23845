package dev.inward.task.prompt;

import dev.inward.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * The wording in which a task asks for a property. Immutable and thread-safe.
 *
 * @param wordings the question in one or more wordings; empty for that of the property; copied
 * @param instruction how to answer; null for the instruction of the property's answer format
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Question(List<String> wordings, @Nullable String instruction) {

    /** The wording of the property itself. */
    public static final Question OF_THE_PROPERTY = new Question(List.of(), null);

    /**
     * Copies the wordings.
     *
     * @param wordings as in the record
     * @param instruction as in the record
     */
    public Question {
        wordings = List.copyOf(wordings);
    }

    /**
     * Returns the wording in which an item is asked about. It depends on the text of its prompt
     * alone, so no other item and no seed changes it.
     *
     * @param wordings the wordings, at least one
     * @param prompt the text of the object-level prompt, without a variant
     * @return the question in one wording
     */
    public static String choose(List<String> wordings, String prompt) {
        if (wordings.size() == 1) {
            return wordings.get(0);
        }
        byte[] hash = Sha256.of(prompt.getBytes(StandardCharsets.UTF_8));
        return wordings.get((((hash[6] & 0xff) << 8) | (hash[7] & 0xff)) % wordings.size());
    }
}
