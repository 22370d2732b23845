package dev.inward.model;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * A key that never shows: not in a log, an exception, a report or a debugger's first look.
 *
 * <p>Immutable and thread-safe.
 */
@API(status = Status.INTERNAL, since = "0.1")
public final class Secret {

    private static final String MASK = "***";

    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    public boolean isEmpty() {
        return value.isEmpty();
    }

    /** The key itself, for the one header it belongs in. */
    public String reveal() {
        return value;
    }

    /** A text without the key: servers like to quote what they were given. */
    public String maskedIn(String text) {
        return isEmpty() ? text : text.replace(value, MASK);
    }

    /** A failure without the key, in whatever it says and whatever caused it. */
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
