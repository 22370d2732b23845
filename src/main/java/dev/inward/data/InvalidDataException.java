package dev.inward.data;

import java.nio.file.Path;

/** A data file cannot be read. The message has the file, the place, and how to fix it. */
public final class InvalidDataException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param file the data file
     * @param problem the problem, as the rest of a sentence that begins with the file
     */
    public InvalidDataException(Path file, String problem) {
        super("The data file " + file + " " + problem);
    }

    /**
     * Creates the exception.
     *
     * @param file the data file
     * @param problem the problem, as the rest of a sentence that begins with the file
     * @param cause the cause
     */
    public InvalidDataException(Path file, String problem, Throwable cause) {
        super("The data file " + file + " " + problem, cause);
    }
}
