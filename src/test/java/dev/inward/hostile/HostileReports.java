package dev.inward.hostile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Passes the folder with all that {@link HostileRun} writes. It runs once for all classes, in
 * several JVMs, because its evals mostly wait before they retry.
 */
final class HostileReports implements ParameterResolver {

    /** How many JVMs share the texts. */
    static final int PARTS = 4;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Path.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return requireNonNull(
                        context.getRoot()
                                .getStore(Namespace.create(HostileReports.class))
                                .getOrComputeIfAbsent(
                                        Output.class, key -> Output.make(), Output.class))
                .folder();
    }

    /** The folder; deleted at the end of all tests. */
    private record Output(Path folder) implements AutoCloseable {

        static Output make() {
            try {
                var output = new Output(Files.createTempDirectory("hostile"));
                output.run();
                return output;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void run() throws IOException {
            List<Process> parts = new ArrayList<>();
            for (int i = 0; i < PARTS; i++) {
                parts.add(start(i));
            }
            for (int i = 0; i < PARTS; i++) {
                assertThat(parts.get(i).onExit().join().exitValue())
                        .as(Files.readString(console(i)))
                        .isZero();
            }
        }

        private Process start(int part) throws IOException {
            var builder =
                    new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-Dfile.encoding=UTF-8",
                            "-Dstdout.encoding=UTF-8",
                            "-Dsun.jnu.encoding=UTF-8",
                            "-cp",
                            System.getProperty("java.class.path"),
                            HostileRun.class.getName(),
                            folder.toString(),
                            String.valueOf(part),
                            String.valueOf(PARTS));
            builder.environment().put("LC_ALL", "C.UTF-8");
            return builder.redirectErrorStream(true).redirectOutput(console(part).toFile()).start();
        }

        private Path console(int part) {
            return folder.resolve(part + "-console");
        }

        @Override
        public void close() throws IOException {
            try (var files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
