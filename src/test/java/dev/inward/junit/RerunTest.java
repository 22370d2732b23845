package dev.inward.junit;

import static dev.inward.InwardAssertions.assertThat;
import static dev.inward.Margin.percentagePoints;
import static dev.inward.knowntruth.KnownTruthEvals.knowing;
import static dev.inward.knowntruth.KnownTruthEvals.saying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.IntrospectionEval;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.verdict.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Reruns of evals: a new test plan in the same session, or a new session in the same JVM. */
@Isolated("The evals inside print to the console.")
class RerunTest {

    private static final AtomicInteger TRIES = new AtomicInteger();

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();

    static class AlwaysFails {
        @IntrospectionEval("first_character")
        void claim(Evidence evidence) {
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(99));
        }
    }

    static class FailsAtFirst {
        @IntrospectionEval("first_character")
        void claim(Evidence evidence) {
            int margin = TRIES.incrementAndGet() == 1 ? 99 : 5;
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(margin));
        }
    }

    static class ThrowsAtFirst {
        @IntrospectionEval("first_character")
        void claim(Evidence evidence) {
            if (TRIES.incrementAndGet() == 1) {
                throw new IllegalStateException("the disk was busy");
            }
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(5));
        }
    }

    static class ClaimsOnlyAtFirst {
        @IntrospectionEval("first_character")
        void claim(Evidence evidence) {
            if (TRIES.incrementAndGet() == 1) {
                assertThat(evidence)
                        .selfPredictionBeatsCrossPrediction()
                        .byAtLeast(percentagePoints(99));
            }
        }
    }

    @BeforeEach
    void write_evals() {
        TRIES.set(0);
        KnownTruthEvals.writeFew(
                folder.resolve("evals"), knowing("oracle", "itself"), saying("guesser", "e"));
    }

    @Test
    void a_claim_that_is_judged_three_times_is_reported_once() throws IOException {
        runInOneSession(AlwaysFails.class, 3);

        JsonNode verdicts = verdicts();
        assertThat(verdicts).hasSize(1);
        assertThat(verdicts.at("/0/judged").valueStream().map(JsonNode::asText))
                .containsExactly("FAIL", "FAIL", "FAIL");
        assertThat(summary())
                .contains("(judged 3 times: FAIL, FAIL, FAIL)")
                .contains("ran 3 times: FAILED, FAILED, FAILED");
        assertThat(console.printed()).contains("judged 3 times: FAIL, FAIL, FAIL");
        assertThat(exitCode()).isEqualTo("1");
    }

    @Test
    void a_rerun_that_passes_does_not_make_a_failed_run_green() throws IOException {
        runInOneSession(FailsAtFirst.class, 2);

        assertThat(exitCode()).isEqualTo("1");
        assertThat(summary())
                .startsWith("## Evals: failed")
                .contains("1 eval invocations made a claim")
                .contains("ran 2 times: FAILED, PASSED");
    }

    @Test
    void a_rerun_that_passes_replaces_an_error_and_names_it() throws IOException {
        runInOneSession(ThrowsAtFirst.class, 2);

        assertThat(exitCode()).isEqualTo("0");
        assertThat(summary())
                .contains("BROKEN (java.lang.IllegalStateException: the disk was busy), PASSED");
        assertThat(verdicts().at("/0/verdict").asText()).isEqualTo("PASS");
    }

    @Test
    void a_rerun_in_another_session_of_the_same_jvm_is_a_rerun_too() throws IOException {
        runInOneSession(FailsAtFirst.class, 1);
        assertThat(exitCode()).isEqualTo("1");

        runInOneSession(FailsAtFirst.class, 1);
        assertThat(exitCode()).isEqualTo("1");
        assertThat(summary()).contains("ran 2 times: FAILED, PASSED");
    }

    @Test
    void a_rerun_that_claims_nothing_is_an_error_although_the_first_try_claimed_something()
            throws IOException {
        runInOneSession(ClaimsOnlyAtFirst.class, 2);

        assertThat(summary()).contains("makes no claim about its evidence, so it cannot fail");
    }

    private void runInOneSession(Class<?> eval, int times) {
        var config =
                LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build();
        try (LauncherSession session = LauncherFactory.openSession(config)) {
            for (int time = 0; time < times; time++) {
                session.getLauncher()
                        .execute(
                                LauncherDiscoveryRequestBuilder.request()
                                        .selectors(selectClass(eval))
                                        .enableImplicitConfigurationParameters(false)
                                        .configurationParameters(parameters())
                                        .build());
            }
        }
    }

    private Map<String, String> parameters() {
        return Map.of(
                "inward.evals",
                folder.resolve("evals").toString(),
                "inward.reports",
                folder.resolve("reports").toString(),
                "inward.home",
                folder.resolve("home").toString(),
                "inward.classifiers",
                "false",
                "inward.target",
                "oracle",
                "inward.predictors",
                "guesser");
    }

    private String exitCode() throws IOException {
        return Files.readString(folder.resolve("reports/exit-code")).strip();
    }

    private String summary() throws IOException {
        return Files.readString(folder.resolve("reports/summary.md"));
    }

    private JsonNode verdicts() throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve("reports/verdicts.json").toFile())
                .path("verdicts");
    }
}
