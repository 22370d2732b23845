package dev.inward.task;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The part an item plays. It follows from the item's prompt alone, so that no seed and no added
 * item moves an item from one part to another.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum Split {
    /** Predictors are finetuned on hypothetical rows about these: 60 of 100. */
    TRAIN,
    /** Settings are chosen on these: 10 of 100. */
    DEVELOPMENT,
    /** Results are reported on these; no hypothetical prompt about them came before: 30 of 100. */
    HELD_OUT;

    /** Returns the part of the item with this object-level prompt, from its SHA-256. */
    public static Split of(String objectLevelPrompt) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(objectLevelPrompt.getBytes(StandardCharsets.UTF_8));
            int number = ((hash[0] & 0xff) << 16) | ((hash[1] & 0xff) << 8) | (hash[2] & 0xff);
            int percent = number % 100;
            return percent < 60 ? TRAIN : percent < 70 ? DEVELOPMENT : HELD_OUT;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
