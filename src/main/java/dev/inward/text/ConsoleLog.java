package dev.inward.text;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * The log of a class. Every message is {@linkplain ConsoleText made safe} for a console, because
 * messages quote servers and files.
 *
 * <p>This class is thread-safe.
 */
public final class ConsoleLog {

    private static final int MAX_LENGTH = 10_000;

    private final Logger logger;

    private ConsoleLog(Logger logger) {
        this.logger = logger;
    }

    /**
     * Returns the log of a class.
     *
     * @param type the class; its name is the name of the logger
     */
    public static ConsoleLog of(Class<?> type) {
        return new ConsoleLog(System.getLogger(type.getName()));
    }

    /** Logs a message; untrusted text may be in it. */
    public void log(Level level, String message) {
        if (logger.isLoggable(level)) {
            logger.log(level, ConsoleText.of(Excerpt.of(message, MAX_LENGTH)));
        }
    }

    /** Logs a message with a failure; untrusted text may be in both. */
    public void log(Level level, String message, Throwable failure) {
        if (logger.isLoggable(level)) {
            logger.log(level, ConsoleText.of(message), PlainFailure.of(failure));
        }
    }
}
