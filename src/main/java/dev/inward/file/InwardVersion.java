package dev.inward.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The version of Inward, which the build writes into the jar. */
public final class InwardVersion {

    private InwardVersion() {}

    /** Returns the version, such as {@code 0.1.0}. */
    public static String get() {
        try (InputStream version = InwardVersion.class.getResourceAsStream("version.txt")) {
            if (version == null) {
                throw new IllegalStateException(
                        "the file version.txt is missing from the jar of Inward");
            }
            return new String(version.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
