package dev.inward.labserver;

import static dev.inward.InwardAssertions.assertThat;
import static dev.inward.Margin.percentagePoints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.inward.IntrospectionEval;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.knowntruth.PartsOfRuns;
import dev.inward.verdict.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Compares two new versions of a lab model with a baseline of the old one. */
@Tag("slow")
@Isolated("The evals inside print to the console.")
class RegressionGateLabTest {

    /** The console output of the gate, to read after the test. */
    private static final Path TRANSCRIPT = Path.of("target", "regression-gate.txt");

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();

    static class Properties {
        @IntrospectionEval("first_character")
        void first_character(Evidence evidence) {
            claim(evidence);
        }

        @IntrospectionEval("second_character")
        void second_character(Evidence evidence) {
            claim(evidence);
        }

        @IntrospectionEval("is_even")
        void is_even(Evidence evidence) {
            claim(evidence);
        }

        private static void claim(Evidence evidence) {
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(5));
        }
    }

    @Test
    void a_version_with_shuffled_labels_fails_and_one_with_another_seed_does_not()
            throws IOException {
        writeEvals();
        Path baseline = folder.resolve("baseline.json");
        run("atlas", Map.of("inward.predictors", "borealis", "inward.baseline.write", baseline));
        Events damaged = run("atlas-damaged", Map.of("inward.baseline", baseline));
        Events retrained = run("atlas-retrained", Map.of("inward.baseline", baseline));
        Files.writeString(TRANSCRIPT, console.printed());

        // Three cells, and the claim over all of them.
        assertThat(damaged.failed().count()).isEqualTo(4);
        assertThat(exitCode("atlas-damaged")).isEqualTo("1");
        assertThat(verdicts("atlas-damaged")).contains("the advantage has changed by at most");
        // Another seed moves an advantage by some points. A cell may be open, but none has fallen.
        assertThat(retrained.failed().count()).isZero();
        assertThat(retrained.succeeded().count()).isPositive();
        assertThat(exitCode("atlas-retrained")).isEqualTo("0");
    }

    /** Writes the tasks of this project, and a models file with three versions of atlas. */
    private void writeEvals() throws IOException {
        Path projectEvals = Path.of("evals").toAbsolutePath();
        Path tasks = Files.createDirectories(folder.resolve("evals/tasks"));
        try (var files = Files.newDirectoryStream(projectEvals.resolve("tasks"))) {
            for (Path file : files) {
                Files.copy(file, tasks.resolve(file.getFileName()));
            }
        }
        Path lab = projectEvals.resolve("lab");
        Files.writeString(
                folder.resolve("evals/models.yaml"),
                """
                models:
                  atlas: {provider: lab, checkpoint: '%1$s/atlas.weights'}
                  atlas-damaged: {provider: lab-next-version, checkpoint: '%1$s/atlas.weights', learns: shuffled labels}
                  atlas-retrained: {provider: lab-next-version, checkpoint: '%1$s/atlas.weights', learns: with another seed}
                  borealis: {provider: lab, checkpoint: '%1$s/borealis.weights'}
                """
                        .formatted(lab));
    }

    private Events run(String target, Map<String, Object> more) {
        PartsOfRuns.remove(folder.resolve(target));
        var parameters = new TreeMap<String, String>();
        parameters.put("inward.evals", folder.resolve("evals").toString());
        parameters.put("inward.reports", folder.resolve(target).toString());
        parameters.put("inward.home", LabServer.home().toString());
        parameters.put("inward.store", folder.resolve("answers.db").toString());
        parameters.put("inward.inconclusive", "abort");
        parameters.put("inward.target", target);
        parameters.put("inward.regression-margin", "0.1");
        more.forEach((name, value) -> parameters.put(name, value.toString()));
        return EngineTestKit.engine("junit-jupiter")
                .enableImplicitConfigurationParameters(false)
                .selectors(selectClass(Properties.class))
                .configurationParameters(parameters)
                .execute()
                .testEvents();
    }

    private String exitCode(String target) throws IOException {
        return Files.readString(folder.resolve(target).resolve("exit-code")).strip();
    }

    private String verdicts(String target) throws IOException {
        return Files.readString(folder.resolve(target).resolve("verdicts.json"));
    }
}
