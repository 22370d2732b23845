package dev.inward.junit;

import static dev.inward.InwardAssertions.assertThat;
import static dev.inward.knowntruth.KnownTruthEvals.knowing;
import static dev.inward.knowntruth.KnownTruthEvals.saying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectIteration;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.inward.IntrospectionEval;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.verdict.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs with missing evals, in real launcher sessions. An exception when the session closes fails
 * Surefire's build. An exception of a listener does not.
 */
@Isolated("The evals inside print to the console.")
class ExpectedCellsTest {

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();

    private final Map<String, String> parameters = new HashMap<>();

    static class FirstCharacter {
        @IntrospectionEval("first_character")
        void self_prediction_beats_the_mode(Evidence evidence) {
            assertThat(evidence).selfPredictionBeatsModeBaseline();
        }
    }

    static class Skipped {
        @Disabled("so that the run has no invocation")
        @IntrospectionEval("first_character")
        void self_prediction_beats_the_mode(Evidence evidence) {
            assertThat(evidence).selfPredictionBeatsModeBaseline();
        }
    }

    @BeforeEach
    void expect_one_cell() {
        KnownTruthEvals.writeFew(
                folder.resolve("evals"), knowing("oracle", "itself"), saying("guesser", "e"));
        parameters.put("inward.evals", folder.resolve("evals").toString());
        parameters.put("inward.reports", folder.resolve("reports").toString());
        parameters.put("inward.home", folder.resolve("home").toString());
        parameters.put("inward.classifiers", "false");
        parameters.put("inward.target", "oracle");
        parameters.put("inward.predictors", "guesser");
        parameters.put("inward.cells", "1");
    }

    @Test
    void a_run_with_the_expected_cells_passes() throws IOException {
        assertThatCode(() -> run(selectClass(FirstCharacter.class))).doesNotThrowAnyException();
        assertThat(exitCode()).isEqualTo("0");
    }

    @Test
    void a_run_with_fewer_cells_fails() throws IOException {
        parameters.put("inward.cells", "2");

        assertThatThrownBy(() -> run(selectClass(FirstCharacter.class)))
                .hasMessageContaining(
                        "1 eval invocations checked a claim, but at least 2 were expected (-Dinward.cells=2)");
        assertThat(exitCode()).isEqualTo("3");
    }

    @Test
    void a_filter_that_matches_no_invocation_fails_the_run() throws IOException {
        assertThatThrownBy(
                        () ->
                                run(
                                        selectIteration(
                                                selectMethod(
                                                        FirstCharacter.class,
                                                        "self_prediction_beats_the_mode",
                                                        Evidence.class.getName()),
                                                7)))
                .hasMessageContaining("0 eval invocations checked a claim");
        assertThat(exitCode()).isEqualTo("3");
    }

    @Test
    void a_run_without_evals_fails() throws IOException {
        assertThatThrownBy(this::run).hasMessageContaining("0 eval invocations");
        assertThat(exitCode()).isEqualTo("3");
    }

    @Test
    void a_run_with_only_skipped_evals_fails() {
        assertThatThrownBy(() -> run(selectClass(Skipped.class)))
                .hasMessageContaining("0 eval invocations");
    }

    @Test
    void a_missing_baseline_fails_a_run_without_evals() throws IOException {
        parameters.remove("inward.cells");
        parameters.put("inward.baseline", folder.resolve("nowhere.json").toString());

        assertThatThrownBy(this::run)
                .hasMessageContaining("no eval was executed: there is no baseline at");
        assertThat(exitCode()).isEqualTo("3");
    }

    @Test
    void a_run_without_expectations_can_execute_no_eval() {
        parameters.remove("inward.cells");

        assertThatCode(this::run).doesNotThrowAnyException();
        assertThat(folder.resolve("reports")).doesNotExist();
    }

    @Test
    void an_expectation_below_one_cell_is_an_error() {
        parameters.put("inward.cells", "0");

        assertThatThrownBy(this::run)
                .hasMessageContaining("inward.cells is '0'; expected a whole number of at least 1");
    }

    private void run(DiscoverySelector... selectors) {
        var config =
                LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build();
        try (LauncherSession session = LauncherFactory.openSession(config)) {
            session.getLauncher()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectors)
                                    .enableImplicitConfigurationParameters(false)
                                    .configurationParameters(parameters)
                                    .build());
        }
    }

    private void run() {
        run(new DiscoverySelector[0]);
    }

    private String exitCode() throws IOException {
        return Files.readString(folder.resolve("reports/exit-code")).strip();
    }
}
