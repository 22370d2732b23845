package dev.inward.task;

import dev.inward.model.Sha256;
import java.nio.charset.StandardCharsets;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The part of the split that an item belongs to.
 *
 * <p>A task file can state the part of its items. If it does not, the part depends only on the base
 * question of the item. So neither a seed nor an added item moves another item to a different part.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum Split {
    /** Items whose hypothetical prompts predictors are finetuned on; by default 60 of 100. */
    TRAIN,
    /** Items for choosing settings; by default 10 of 100. */
    DEVELOPMENT,
    /**
     * Items that results are reported on; by default 30 of 100. No predictor has seen a prompt
     * about them before.
     */
    HELD_OUT;

    /**
     * Returns the part of an item whose task states no split, computed from the SHA-256 hash of its
     * base question.
     *
     * @param baseQuestion the base question of the item, see {@link Item}
     * @return the part
     */
    public static Split of(String baseQuestion) {
        int percent = hash(baseQuestion, 0) % 100;
        return percent < 60 ? TRAIN : percent < 70 ? DEVELOPMENT : HELD_OUT;
    }

    /**
     * Returns the part of a base question if all questions are divided into parts of about the same
     * size.
     *
     * @param baseQuestion the base question
     * @param parts the number of parts, at least 1
     * @return the part, from 0 on
     */
    public static int fold(String baseQuestion, int parts) {
        return hash(baseQuestion, 3) % parts;
    }

    /** Returns three bytes of the SHA-256 hash of a text in UTF-8 as a number from 0 on. */
    private static int hash(String text, int first) {
        byte[] hash = Sha256.of(text.getBytes(StandardCharsets.UTF_8));
        return ((hash[first] & 0xff) << 16)
                | ((hash[first + 1] & 0xff) << 8)
                | (hash[first + 2] & 0xff);
    }
}
