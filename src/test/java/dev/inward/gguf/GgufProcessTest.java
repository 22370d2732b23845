package dev.inward.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.model.Prompt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs a real language model in JVMs of their own. */
@Tag("slow")
@Tag("weights")
class GgufProcessTest {

    @TempDir Path folder;

    /** Writes answers to a file. */
    static final class Main {

        private Main() {}

        public static void main(String[] arguments) throws IOException {
            List<String> answers = new ArrayList<>();
            try (GgufModel model =
                    Gemma.open(
                            Path.of(arguments[0]),
                            Map.of("threads", arguments[1], "stop", "END", "max-tokens", "8"))) {
                for (Prompt prompt : FewShotPrompts.of(4, 3, 1)) {
                    answers.add(model.complete(prompt).join().text().replace("\n", "\\n"));
                }
            }
            Files.write(Path.of(arguments[2]), answers);
            // The library leaves a thread behind that would keep the JVM alive.
            System.exit(0);
        }
    }

    /** What is written to the standard output of a test JVM confuses Maven. */
    @Test
    void the_library_writes_nothing_to_the_console_and_leaves_no_file() throws Exception {
        Path answers = run(java(System.getProperty("java.home")), "1");

        assertThat(answers).exists();
        assertThat(folder.resolve("console")).isEmptyFile();
        assertThat(folder.resolve("temporary")).isEmptyDirectory();
    }

    @Test
    void a_file_of_the_user_in_the_folder_of_temporary_files_survives() throws Exception {
        Path mine = Files.createDirectories(folder.resolve("temporary")).resolve("llama-notes.txt");
        Files.writeString(mine, "mine");

        run(java(System.getProperty("java.home")), "1");

        assertThat(mine).hasContent("mine");
    }

    @Test
    void answers_are_the_same_on_every_jvm_and_with_every_number_of_threads() throws Exception {
        List<String> here = Files.readAllLines(run(java(System.getProperty("java.home")), "1"));
        assertThat(here).hasSize(4);

        assertThat(Files.readAllLines(run(java(System.getProperty("java.home")), "2")))
                .isEqualTo(here);
        for (Path other : otherJvms()) {
            assertThat(Files.readAllLines(run(other, "1"))).as("%s", other).isEqualTo(here);
        }
    }

    private static List<Path> otherJvms() throws IOException {
        Path folder = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> homes = Files.list(folder)) {
            return homes.map(home -> java(home.toString()))
                    .filter(java -> java.toString().contains("25"))
                    .filter(Files::isExecutable)
                    .toList();
        }
    }

    private static Path java(String home) {
        return Path.of(home, "bin", "java");
    }

    private Path run(Path java, String threads) throws Exception {
        Path temporary = Files.createDirectories(folder.resolve("temporary"));
        Path answers = folder.resolve("answers-" + threads);
        Process process =
                new ProcessBuilder(
                                java.toString(),
                                "-Djava.io.tmpdir=" + temporary,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                Gemma.file().toString(),
                                threads,
                                answers.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("console").toFile())
                        .start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(folder.resolve("console"))).isZero();
        return answers;
    }
}
