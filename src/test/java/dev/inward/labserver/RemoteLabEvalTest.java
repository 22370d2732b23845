package dev.inward.labserver;

import static dev.inward.InwardAssertions.assertThat;
import static dev.inward.Margin.percentagePoints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.Control;
import dev.inward.IntrospectionEval;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.knowntruth.PartsOfRuns;
import dev.inward.verdict.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs an eval and its control on lab models, in this JVM and over HTTP. */
@Tag("slow")
@Isolated("The evals inside print to the console.")
class RemoteLabEvalTest {

    private static final Path EVALS = Path.of("evals").toAbsolutePath();

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();

    static class SecondCharacter {
        @IntrospectionEval(value = "second_character", targets = "atlas")
        void self_prediction_beats_cross_prediction(Evidence evidence) {
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(5));
        }

        @IntrospectionEval(value = "second_character", targets = "atlas", control = Control.CLONE)
        void a_copy_of_the_target_is_not_shown_to_be_worse(Evidence evidence) {
            assertThat(evidence).selfPredictionIsNotShownToBeatCrossPrediction(percentagePoints(5));
        }
    }

    @Test
    void verdicts_over_http_are_the_same_byte_for_byte() throws IOException {
        Events local = run("local", EVALS, LabServer.home());
        Events remote;
        try (LabServer lab =
                LabServer.start(
                        0, EVALS.resolve("models.yaml"), LabServer.home(), RateLimit.NONE)) {
            remote = run("remote", remoteEvals(lab), folder.resolve("home"));
        }

        assertThat(folder.resolve("home/finetunings"))
                .isDirectoryContaining("glob:**.json")
                .isDirectoryNotContaining("glob:**.part");
        assertThat(remote.succeeded().count()).isEqualTo(local.succeeded().count()).isEqualTo(2);
        assertThat(withoutModelIds("remote")).isEqualTo(withoutModelIds("local"));
    }

    /** Reads the verdicts of a run without the model ids, which only a server states. */
    private JsonNode withoutModelIds(String run) throws IOException {
        JsonNode verdicts =
                new ObjectMapper().readTree(folder.resolve(run).resolve("verdicts.json").toFile());
        for (JsonNode verdict : verdicts.path("verdicts")) {
            ((ObjectNode) verdict)
                    .remove(List.of("targetModel", "predictorModel", "finetunedModels"));
        }
        return verdicts;
    }

    /** Writes the tasks of this project, and a models file with the server's models. */
    private Path remoteEvals(LabServer lab) throws IOException {
        Path evals = folder.resolve("evals");
        Path tasks = Files.createDirectories(evals.resolve("tasks"));
        try (var files = Files.newDirectoryStream(EVALS.resolve("tasks"))) {
            for (Path file : files) {
                Files.copy(file, tasks.resolve(file.getFileName()));
            }
        }
        var models = new StringBuilder("default-targets: [atlas, borealis]\nmodels:\n");
        for (String name : new String[] {"atlas", "borealis"}) {
            models.append(
                    "  %s: {provider: openai, id: %s, base-url: \"%s\", concurrency: 64, about-others: false, finetuning: true, rehearsal: training-items}%n"
                            .formatted(name, name, lab.baseUrl()));
        }
        Files.writeString(evals.resolve("models.yaml"), models);
        return evals;
    }

    private Events run(String name, Path evals, Path home) {
        PartsOfRuns.remove(folder.resolve(name));
        return EngineTestKit.engine("junit-jupiter")
                .enableImplicitConfigurationParameters(false)
                .selectors(selectClass(SecondCharacter.class))
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
