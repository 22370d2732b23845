package dev.inward.labserver;

import static dev.inward.InwardAssertions.assertThat;
import static dev.inward.Margin.percentagePoints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.inward.Control;
import dev.inward.IntrospectionEval;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.verdict.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** An eval and its control on the lab's models, in this JVM and behind an address. */
@Tag("slow")
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
        void a_copy_of_the_target_is_not_beaten(Evidence evidence) {
            assertThat(evidence).selfPredictionIsNotShownToBeatCrossPrediction(percentagePoints(5));
        }
    }

    @Test
    void verdicts_are_the_same_byte_for_byte_through_the_wire() throws IOException {
        Events here = run("here", EVALS, LabServer.home());
        Events there;
        try (LabServer lab =
                LabServer.start(
                        0, EVALS.resolve("models.yaml"), LabServer.home(), RateLimit.NONE)) {
            there = run("there", remoteEvals(lab), folder.resolve("home"));
        }

        assertThat(folder.resolve("home/finetunings"))
                .isDirectoryContaining("glob:**.json")
                .isDirectoryNotContaining("glob:**.part");
        assertThat(there.succeeded().count()).isEqualTo(here.succeeded().count()).isEqualTo(2);
        assertThat(folder.resolve("there/verdicts.json"))
                .hasSameBinaryContentAs(folder.resolve("here/verdicts.json"));
    }

    /** The tasks that ship, and their models under their names, behind an address. */
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
                    "  %s: {provider: openai, id: %s, base-url: \"%s\", concurrency: 64, about-others: false, finetuning: true}%n"
                            .formatted(name, name, lab.baseUrl()));
        }
        Files.writeString(evals.resolve("models.yaml"), models);
        return evals;
    }

    private Events run(String name, Path evals, Path home) {
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
