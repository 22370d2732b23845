package dev.inward.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A command that begins only when it is {@linkplain #release released}, and that outlives this JVM.
 * Its output goes to files. Between start and release, its id can be written to disk. If this JVM
 * is killed before the release, the command never begins.
 *
 * <p>Windows has no shell that waits: there the command begins at once.
 *
 * <p>Not thread-safe.
 */
public final class GatedProcess implements AutoCloseable {

    private static final Path SHELL = Path.of("/bin/sh");

    /** Waits for a line. At the end of the input it ends without the command. */
    private static final String GATE = "read -r go && exec \"$@\" < /dev/null";

    private final Process process;
    private boolean isReleased;

    private GatedProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts the process.
     *
     * @param command the command and its arguments
     * @param directory its working directory
     * @param environment variables in addition to those of this JVM
     * @param output the file of its standard output; replaced
     * @param errors the file of its standard error; replaced
     * @throws IOException if the process cannot be started
     */
    public static GatedProcess start(
            List<String> command,
            Path directory,
            Map<String, String> environment,
            Path output,
            Path errors)
            throws IOException {
        var gated = new ArrayList<String>();
        if (Files.isExecutable(SHELL)) {
            gated.addAll(List.of(SHELL.toString(), "-c", GATE, "inward"));
        }
        gated.addAll(command);
        var builder =
                new ProcessBuilder(gated)
                        .directory(directory.toFile())
                        .redirectOutput(file(output))
                        .redirectError(file(errors));
        builder.environment().putAll(environment);
        return new GatedProcess(builder.start());
    }

    private static File file(Path path) {
        return path.toFile();
    }

    /** Returns the id of the process, also while it waits. */
    public ProcessId id() {
        return ProcessId.of(process.toHandle());
    }

    /** Lets the command begin. */
    public Process release() throws IOException {
        isReleased = true;
        try (OutputStream gate = process.getOutputStream()) {
            gate.write("go\n".getBytes(UTF_8));
        }
        return process;
    }

    /** Ends a process that was not released; does nothing to others. */
    @Override
    public void close() {
        if (!isReleased) {
            process.destroyForcibly();
        }
    }
}
