package dev.inward.transcript.source;

import java.nio.file.Path;

/** A transcript cannot be read. The message has the file, the place, and how to fix it. */
public final class InvalidTranscriptException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param problem what is wrong, as it follows the name of the file
     */
    public InvalidTranscriptException(Path file, String problem) {
        super("The transcript " + file + " " + problem);
    }

    /**
     * Creates the exception.
     *
     * @param problem what is wrong, as it follows the name of the file
     */
    public InvalidTranscriptException(Path file, String problem, Throwable cause) {
        super("The transcript " + file + " " + problem, cause);
    }
}
