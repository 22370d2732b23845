package dev.inward.labserver;

import static dev.inward.InwardAssertions.assertThat;
import static dev.inward.Margin.percentagePoints;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.Control;
import dev.inward.IntrospectionEval;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.verdict.Evidence;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.testkit.engine.Events;

/** Runs an eval and its control on lab models, in this JVM and over HTTP. */
@Tag("slow")
@Isolated("The evals inside print to the console.")
class RemoteLabEvalTest {

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
        var evals = new LabEvals(folder);
        Events local = run(evals, "local", LabEvals.LOCAL, LabServer.home());
        Events remote;
        try (LabServer lab =
                LabServer.start(
                        0,
                        LabEvals.LOCAL.resolve("models.yaml"),
                        LabServer.home(),
                        RateLimit.NONE)) {
            remote = run(evals, "remote", evals.write(lab, "true"), folder.resolve("home"));
        }

        assertThat(folder.resolve("home/finetunings"))
                .isDirectoryContaining("glob:**.json")
                .isDirectoryNotContaining("glob:**.part");
        assertThat(remote.succeeded().count()).isEqualTo(local.succeeded().count()).isEqualTo(2);
        assertThat(evals.verdicts("remote")).isEqualTo(evals.verdicts("local"));
    }

    private static Events run(LabEvals evals, String run, Path folder, Path home) {
        return evals.run(
                run,
                folder,
                home,
                SecondCharacter.class,
                "self_prediction_beats_cross_prediction",
                "a_copy_of_the_target_is_not_shown_to_be_worse");
    }
}
