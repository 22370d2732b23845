package dev.inward.model;

/**
 * A key that never shows: not in a log, an exception, a report or a debugger's first look.
 *
 * <p>Immutable and thread-safe.
 */
final class Secret {

    private static final String MASK = "***";

    private final String value;

    Secret(String value) {
        this.value = value;
    }

    /** The key itself, for the one header it belongs in. */
    String reveal() {
        return value;
    }

    /** A text without the key: servers like to quote what they were given. */
    String maskedIn(String text) {
        return value.isEmpty() ? text : text.replace(value, MASK);
    }

    @Override
    public String toString() {
        return MASK;
    }
}
