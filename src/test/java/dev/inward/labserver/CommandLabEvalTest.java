package dev.inward.labserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.knowntruth.CapturedConsole;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.testkit.engine.Events;

/** Lab models that a command finetunes, each in a process of its own, give the lab's verdict. */
@Tag("slow")
@Isolated("The evals inside print to the console.")
class CommandLabEvalTest {

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();

    /** The servers of finetuned models end with this JVM, and here a little earlier. */
    @AfterEach
    void end_the_servers() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(each -> each.endsWith("server.pid")).toList()) {
                ProcessHandle.of(Long.parseLong(Files.readString(file)))
                        .ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    @Test
    void the_verdict_is_the_same_as_in_this_jvm() throws IOException {
        var evals = new LabEvals(folder);
        Events local = run(evals, "local", LabEvals.LOCAL, LabServer.home());
        Events byCommand;
        try (LabServer lab =
                LabServer.start(
                        0,
                        LabEvals.LOCAL.resolve("models.yaml"),
                        folder.resolve("base"),
                        RateLimit.NONE)) {
            byCommand =
                    run(
                            evals,
                            "command",
                            evals.write(lab, "{command: " + command() + "}"),
                            folder.resolve("home"));
        }

        assertThat(local.succeeded().count()).isEqualTo(1);
        assertThat(byCommand.failed().list()).isEmpty();
        assertThat(byCommand.succeeded().count()).isEqualTo(1);
        assertThat(evals.verdicts("command")).isEqualTo(evals.verdicts("local"));
        assertThat(finetuned()).hasSize(2);
    }

    /** Returns the records of the finetunings, which all have a model at an address of its own. */
    private List<Path> finetuned() throws IOException {
        try (var files = Files.list(folder.resolve("home/finetunings"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(
                            file -> {
                                try {
                                    return Files.readString(file)
                                            .contains("\"finetuned-base-url\" : \"http://");
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            })
                    .toList();
        }
    }

    /** Returns the command that finetunes a model of the lab, as JSON. */
    private static String command() {
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        absoluteClassPath(),
                        LabTrainingCommand.class.getName(),
                        "train",
                        LabEvals.LOCAL.resolve("models.yaml").toString(),
                        String.valueOf(ProcessHandle.current().pid()));
        return new ObjectMapper().valueToTree(command).toString();
    }

    /** The command runs in another folder. */
    private static String absoluteClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Events run(LabEvals evals, String run, Path folder, Path home) {
        return evals.run(
                run,
                folder,
                home,
                RemoteLabEvalTest.SecondCharacter.class,
                "self_prediction_beats_cross_prediction");
    }
}
