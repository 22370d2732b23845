package dev.inward.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.inward.knowntruth.BatchServer;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.knowntruth.KnownTruthServer;
import dev.inward.knowntruth.PartsOfRuns;
import dev.inward.knowntruth.ThrownByEval;
import dev.inward.model.BatchMode;
import dev.inward.model.UnusableModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** An unchanged eval that uses a batch API. */
@Tag("slow")
@Isolated("The evals inside print to the console.")
class BatchEvalTest {

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();
    @RegisterExtension final BatchServer server = new BatchServer(KnownTruthServer::truth);

    @BeforeEach
    void configure_models_whose_batches_end_at_once() {
        KnownTruthEvals.writeFew(
                folder.resolve("evals"),
                entry("oracle"),
                entry("stranger"),
                "local: {provider: known-truth, knows: mode, says: z}");
        server.end("completed");
    }

    @Test
    void batches_give_the_verdicts_of_single_calls() throws IOException {
        assertThat(run("single-calls", "false", "stranger").succeeded().count()).isEqualTo(1);
        String verdictsOfSingleCalls = verdicts();
        int calls = server.singleCalls();

        assertThat(run("by-batch", "true", "stranger").succeeded().count()).isEqualTo(1);

        assertThat(verdicts()).isEqualTo(verdictsOfSingleCalls);
        assertThat(calls).isGreaterThan(240);
        assertThat(server.singleCalls()).isEqualTo(calls);
        assertThat(server.sizes().stream().mapToInt(size -> size).sum()).isEqualTo(calls);
    }

    @Test
    void unanswered_prompts_of_a_batch_change_no_verdict() throws IOException {
        run("single-calls", "false", "stranger");
        String verdictsOfSingleCalls = verdicts();
        server.leaveUnanswered(prompt -> prompt.hashCode() % 3 == 0 ? "batch_expired" : "");

        run("by-batch", "true", "stranger");

        assertThat(verdicts()).isEqualTo(verdictsOfSingleCalls);
    }

    @Test
    void a_batch_whose_every_line_is_refused_causes_few_single_calls_and_an_error()
            throws IOException {
        server.leaveUnanswered(prompt -> "bad parameter");
        server.refuseSingleCalls();

        Events tests = run("by-batch", "true", "stranger");

        assertThat(ThrownByEval.in(tests.failed()))
                .isInstanceOf(UnusableModelException.class)
                .hasMessageContaining("bad parameter");
        assertThat(folder.resolve("reports/exit-code")).hasContent("3");
        // Two models: 16 calls in flight and nine tries each.
        assertThat(server.singleCalls()).isBetween(9, 2 * (16 + 9));
    }

    @Test
    void the_record_of_a_batch_is_deleted_after_its_answers_are_stored() {
        run("by-batch", "true", "stranger");

        assertThat(folder.resolve("by-batch/batches"))
                .isDirectoryNotContaining("glob:**.json")
                .isDirectoryContaining("glob:**.lock");
    }

    @Test
    void batches_and_single_calls_use_the_same_store_keys() {
        run("one-home", "true", "stranger");
        int batches = server.submissions();

        run("one-home", "false", "stranger");

        assertThat(server.singleCalls()).isZero();
        assertThat(server.submissions()).isEqualTo(batches);
    }

    @Test
    void a_model_without_a_batch_api_gets_single_calls() {
        assertThat(run("mixed", "true", "local").succeeded().count()).isEqualTo(1);
        assertThat(server.singleCalls()).isZero();
    }

    @Test
    void a_refresh_resumes_no_batch_of_an_earlier_run() {
        assertThat(batchMode(Map.of("inward.batch", "true", "inward.mode", "refresh")))
                .isEqualTo(BatchMode.ANEW);
        assertThat(batchMode(Map.of("inward.batch", "true"))).isEqualTo(BatchMode.ON);
        assertThat(batchMode(Map.of("inward.mode", "refresh"))).isEqualTo(BatchMode.OFF);
    }

    private static BatchMode batchMode(Map<String, String> parameters) {
        return new RunConfiguration(new RawParameters(parameters), Map.of()).batchMode();
    }

    @Test
    void a_value_other_than_true_or_false_is_an_error() {
        assertThat(run("none", "yes", "stranger").succeeded().count()).isZero();
        assertThat(server.requests()).isEmpty();
    }

    private String entry(String name) {
        return "%s: {provider: fast-batches, id: %s, base-url: \"%s\"}"
                .formatted(name, name, server.baseUrl());
    }

    private String verdicts() throws IOException {
        return Files.readString(folder.resolve("reports/verdicts.json"));
    }

    private Events run(String home, String batch, String predictor) {
        PartsOfRuns.remove(folder.resolve("reports"));
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(FirstCharacter.class))
                .configurationParameters(
                        Map.of(
                                "inward.evals",
                                folder.resolve("evals").toString(),
                                "inward.reports",
                                folder.resolve("reports").toString(),
                                "inward.home",
                                folder.resolve(home).toString(),
                                "inward.target",
                                "oracle",
                                "inward.predictors",
                                predictor,
                                "inward.batch",
                                batch))
                .execute()
                .testEvents();
    }
}
