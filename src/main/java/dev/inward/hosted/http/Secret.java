package dev.inward.hosted.http;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/**
 * An API key. Its {@link #toString()} is a mask, so that no log, exception or report shows the key.
 *
 * <p>Immutable and thread-safe.
 */
public final class Secret {

    private static final String MASK = "***";

    private final String value;

    /**
     * Creates a secret.
     *
     * @param value the key; empty if there is none
     */
    public Secret(String value) {
        this.value = value;
    }

    /** {@return whether there is no key} */
    public boolean isEmpty() {
        return value.isEmpty();
    }

    /** {@return the key itself; use it only for the header of the request} */
    public String reveal() {
        return value;
    }

    /**
     * Masks this key in a text. Servers sometimes repeat what they received.
     *
     * @param text the text to mask
     * @return the text without the key
     */
    public String maskedIn(String text) {
        return isEmpty() ? text : text.replace(value, MASK);
    }

    /**
     * Masks this key in a failure: in its message and in those of its causes.
     *
     * @param failure the failure to mask; null if there is none
     * @return the failure itself if it does not contain the key; otherwise a replacement without
     *     the key and without causes; null if there is none
     */
    @Nullable
    public Throwable maskedIn(@Nullable Throwable failure) {
        if (failure == null || isEmpty()) {
            return failure;
        }
        var printed = new StringWriter();
        failure.printStackTrace(new PrintWriter(printed));
        if (!printed.toString().contains(value)) {
            return failure;
        }
        var masked = new IOException(maskedIn(failure.toString()));
        masked.setStackTrace(failure.getStackTrace());
        return masked;
    }

    @Override
    public String toString() {
        return MASK;
    }
}
