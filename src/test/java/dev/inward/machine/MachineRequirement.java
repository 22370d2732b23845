package dev.inward.machine;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * Something that a test needs and a machine may not have, such as a browser or a database server. A
 * test without it is skipped. If the environment variable {@value #VARIABLE} is {@value #FULL}, the
 * test fails, because no test may be skipped in CI unnoticed.
 *
 * @param what the name of what is needed
 * @param mend what to do where it is absent
 */
public record MachineRequirement(String what, String mend) {

    static final String VARIABLE = "INWARD_CI";
    static final String FULL = "full";

    /**
     * Returns what was found.
     *
     * @param found empty if the machine does not have it
     * @throws TestAbortedException if it is absent
     * @throws AssertionError if it is absent in CI
     */
    public <T> T require(Optional<T> found) {
        return require(found, System::getenv);
    }

    <T> T require(Optional<T> found, UnaryOperator<@Nullable String> environment) {
        if (found.isPresent()) {
            return found.get();
        }
        String message = what + " is not on this machine. " + mend;
        if (FULL.equals(environment.apply(VARIABLE))) {
            throw new AssertionError(message + " (" + VARIABLE + "=" + FULL + " needs it)");
        }
        throw new TestAbortedException(message);
    }

    /**
     * Finds a program on the path of the shell.
     *
     * @param names its possible names; the first that exists is returned
     */
    public static Optional<Path> program(String... names) {
        return Stream.of(names)
                .flatMap(name -> folders().map(folder -> folder.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Stream<Path> folders() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of);
    }
}
