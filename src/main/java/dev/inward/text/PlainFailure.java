package dev.inward.text;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A failure whose text is safe on a console. It takes the place of one whose message, or that of a
 * cause, has invisible characters or commands to a CI server, or is longer than {@value
 * #MAX_LENGTH} characters. It prints the class of the original, its visible message, its stack
 * trace, its causes and its suppressed failures.
 */
public final class PlainFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int MAX_LENGTH = 10_000;

    private final String printed;

    private PlainFailure(Throwable original, @Nullable Throwable cause) {
        super(plain(original.getMessage()), cause);
        printed = plain(String.valueOf(original));
        setStackTrace(original.getStackTrace());
    }

    /**
     * Returns a failure that is safe to print.
     *
     * @param failure the failure
     * @return the same failure if it is safe with all its causes and suppressed failures
     */
    public static Throwable of(Throwable failure) {
        return isPlain(failure, identitySet()) ? failure : copy(failure, identitySet());
    }

    private static boolean isPlain(@Nullable Throwable failure, Set<Throwable> seen) {
        if (failure == null || !seen.add(failure)) {
            return true;
        }
        String text = String.valueOf(failure.getMessage());
        String printed = String.valueOf(failure);
        if (!plain(text).equals(text) || !plain(printed).equals(printed)) {
            return false;
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            if (!isPlain(suppressed, seen)) {
                return false;
            }
        }
        return isPlain(failure.getCause(), seen);
    }

    private static PlainFailure copy(Throwable failure, Set<Throwable> seen) {
        seen.add(failure);
        Throwable cause = failure.getCause();
        var copy =
                new PlainFailure(
                        failure, cause == null || seen.contains(cause) ? null : copy(cause, seen));
        for (Throwable suppressed : failure.getSuppressed()) {
            if (!seen.contains(suppressed)) {
                copy.addSuppressed(copy(suppressed, seen));
            }
        }
        return copy;
    }

    private static Set<Throwable> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static String plain(@Nullable String text) {
        return text == null ? "" : ConsoleText.of(Excerpt.of(text, MAX_LENGTH));
    }

    /** Returns the text of the original failure, with the name of its class. */
    @Override
    @SuppressWarnings("OverrideThrowableToString") // The class that is printed is another one.
    public String toString() {
        return printed;
    }
}
