package dev.inward.labserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.knowntruth.CapturedConsole;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Lab models that a command finetunes, each in a process of its own, give the lab's verdict. */
@Tag("slow")
@Isolated("The evals inside print to the console.")
class CommandLabEvalTest {

    private static final Path EVALS = Path.of("evals").toAbsolutePath();

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
        Events local = run("local", EVALS, LabServer.home());
        Events byCommand;
        try (LabServer lab =
                LabServer.start(
                        0, EVALS.resolve("models.yaml"), folder.resolve("base"), RateLimit.NONE)) {
            byCommand = run("command", commandEvals(lab), folder.resolve("home"));
        }

        assertThat(local.succeeded().count()).isEqualTo(1);
        assertThat(byCommand.failed().list()).isEmpty();
        assertThat(byCommand.succeeded().count()).isEqualTo(1);
        assertThat(verdict("command")).isEqualTo(verdict("local"));
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

    /** Reads the verdict of a run without the model ids, which only a server states. */
    private JsonNode verdict(String run) throws IOException {
        JsonNode verdicts =
                new ObjectMapper().readTree(folder.resolve(run).resolve("verdicts.json").toFile());
        for (JsonNode verdict : verdicts.path("verdicts")) {
            ((ObjectNode) verdict)
                    .remove(List.of("targetModel", "predictorModel", "finetunedModels"));
        }
        return verdicts;
    }

    private Path commandEvals(LabServer lab) throws IOException {
        Path evals = folder.resolve("evals");
        Path tasks = Files.createDirectories(evals.resolve("tasks"));
        try (var files = Files.newDirectoryStream(EVALS.resolve("tasks"))) {
            for (Path file : files) {
                Files.copy(file, tasks.resolve(file.getFileName()));
            }
        }
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        absoluteClassPath(),
                        LabTrainingCommand.class.getName(),
                        "train",
                        EVALS.resolve("models.yaml").toString(),
                        String.valueOf(ProcessHandle.current().pid()));
        var models = new StringBuilder("default-targets: [atlas, borealis]\nmodels:\n");
        for (String name : new String[] {"atlas", "borealis"}) {
            models.append(
                    "  %s: {provider: openai, id: %s, base-url: \"%s\", concurrency: 64, about-others: false, finetuning: {command: %s}, rehearsal: training-items}%n"
                            .formatted(
                                    name,
                                    name,
                                    lab.baseUrl(),
                                    new ObjectMapper().valueToTree(command)));
        }
        Files.writeString(evals.resolve("models.yaml"), models);
        return evals;
    }

    /** The command runs in another folder. */
    private static String absoluteClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Events run(String name, Path evals, Path home) {
        return EngineTestKit.engine("junit-jupiter")
                .enableImplicitConfigurationParameters(false)
                .selectors(
                        selectMethod(
                                RemoteLabEvalTest.SecondCharacter.class,
                                "self_prediction_beats_cross_prediction",
                                "dev.inward.verdict.Evidence"))
                .configurationParameters(
                        Map.of(
                                "inward.evals", evals.toString(),
                                "inward.reports", folder.resolve(name).toString(),
                                "inward.store", folder.resolve(name + ".db").toString(),
                                "inward.home", home.toString()))
                .execute()
                .testEvents();
    }
}
