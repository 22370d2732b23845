package dev.inward.task;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The part of the split that an item belongs to.
 *
 * <p>The part depends only on the item's prompt. So neither a seed nor an added item moves another
 * item to a different part.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum Split {
    /** Items whose hypothetical prompts predictors are finetuned on: 60 of 100. */
    TRAIN,
    /** Items for choosing settings: 10 of 100. */
    DEVELOPMENT,
    /**
     * Items that results are reported on: 30 of 100. No predictor has seen a prompt about them
     * before.
     */
    HELD_OUT;

    /**
     * Returns the part of an item, computed from the SHA-256 hash of its prompt.
     *
     * @param objectLevelPrompt the object-level prompt of the item
     * @return the part
     */
    public static Split of(String objectLevelPrompt) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(objectLevelPrompt.getBytes(StandardCharsets.UTF_8));
            int number = ((hash[0] & 0xff) << 16) | ((hash[1] & 0xff) << 8) | (hash[2] & 0xff);
            int percent = number % 100;
            return percent < 60 ? TRAIN : percent < 70 ? DEVELOPMENT : HELD_OUT;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(
                    "SHA-256 is missing, which every Java platform must have.", e);
        }
    }
}
