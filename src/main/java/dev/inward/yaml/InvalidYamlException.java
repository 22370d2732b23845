package dev.inward.yaml;

import org.jspecify.annotations.Nullable;

/** Thrown if a text is not the YAML that Inward reads. The message does not name the file. */
final class InvalidYamlException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Location location;

    /**
     * @param location the place of the problem
     * @param problem what was given, what was expected, and how to mend it
     */
    InvalidYamlException(Location location, String problem) {
        this(location, problem, null);
    }

    /**
     * @param location the place of the problem
     * @param problem what was given, what was expected, and how to mend it
     * @param cause the failure of the parser, if it found the problem
     */
    InvalidYamlException(Location location, String problem, @Nullable Throwable cause) {
        super(problem, cause);
        this.location = location;
    }

    Location location() {
        return location;
    }
}
