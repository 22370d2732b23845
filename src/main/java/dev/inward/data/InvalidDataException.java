package dev.inward.data;

import java.nio.file.Path;

/** A data file cannot be read. The message has the file, the place, and how to fix it. */
public final class InvalidDataException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    InvalidDataException(Path file, String problem) {
        super("The data file " + file + " " + problem);
    }

    InvalidDataException(Path file, String problem, Throwable cause) {
        super("The data file " + file + " " + problem, cause);
    }
}
