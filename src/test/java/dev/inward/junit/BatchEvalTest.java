package dev.inward.junit;

import static dev.inward.InwardAssertions.assertThat;
import static dev.inward.Margin.percentagePoints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.inward.IntrospectionEval;
import dev.inward.knowntruth.BatchServer;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.knowntruth.KnownTruthServer;
import dev.inward.model.BatchMode;
import dev.inward.verdict.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** An eval, unchanged, by batches. */
@Tag("slow")
class BatchEvalTest {

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();
    @RegisterExtension final BatchServer server = new BatchServer(KnownTruthServer::truth);

    static class FirstCharacter {
        @IntrospectionEval("first_character")
        void self_prediction_beats_cross_prediction(Evidence evidence) {
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(5));
        }
    }

    @BeforeEach
    void an_oracle_and_a_stranger_whose_batches_end_at_once() {
        KnownTruthEvals.writeFew(
                folder.resolve("evals"),
                entry("oracle"),
                entry("stranger"),
                "local: {provider: known-truth, knows: mode, says: z}");
        server.end("completed");
    }

    @Test
    void the_verdicts_are_those_of_single_calls() throws IOException {
        assertThat(run("singly", "false", "stranger").succeeded().count()).isEqualTo(1);
        String singly = verdicts();
        int calls = server.singleCalls();

        assertThat(run("by-batch", "true", "stranger").succeeded().count()).isEqualTo(1);

        assertThat(verdicts()).isEqualTo(singly);
        assertThat(calls).isGreaterThan(240);
        assertThat(server.singleCalls()).isEqualTo(calls);
        assertThat(server.sizes().stream().mapToInt(size -> size).sum()).isEqualTo(calls);
    }

    @Test
    void what_a_batch_does_not_answer_changes_no_verdict() throws IOException {
        run("singly", "false", "stranger");
        String singly = verdicts();
        server.leaveUnanswered(prompt -> prompt.hashCode() % 3 == 0 ? "batch_expired" : "");

        run("by-batch", "true", "stranger");

        assertThat(verdicts()).isEqualTo(singly);
    }

    @Test
    void once_every_answer_is_kept_no_record_of_a_batch_is() {
        run("by-batch", "true", "stranger");

        assertThat(folder.resolve("by-batch/batches"))
                .isDirectoryNotContaining("glob:**.json")
                .isDirectoryContaining("glob:**.lock");
    }

    @Test
    void answers_of_both_kinds_are_found_by_the_same_key() {
        run("one-home", "true", "stranger");
        int batches = server.submissions();

        run("one-home", "false", "stranger");

        assertThat(server.singleCalls()).isZero();
        assertThat(server.submissions()).isEqualTo(batches);
    }

    @Test
    void a_model_without_batches_beside_one_with_them_is_asked_as_ever() {
        assertThat(run("mixed", "true", "local").succeeded().count()).isEqualTo(1);
        assertThat(server.singleCalls()).isZero();
    }

    @Test
    void a_refresh_goes_on_with_no_batch_of_an_earlier_run() {
        assertThat(batching(Map.of("inward.batch", "true", "inward.mode", "refresh")))
                .isEqualTo(BatchMode.ANEW);
        assertThat(batching(Map.of("inward.batch", "true"))).isEqualTo(BatchMode.ON);
        assertThat(batching(Map.of("inward.mode", "refresh"))).isEqualTo(BatchMode.OFF);
    }

    private static BatchMode batching(Map<String, String> given) {
        return new RunConfiguration(new RawParameters(given), Map.of()).batchMode();
    }

    @Test
    void a_word_that_is_neither_true_nor_false_is_refused() {
        assertThat(run("none", "yes", "stranger").succeeded().count()).isZero();
        assertThat(server.requests()).isEmpty();
    }

    private String entry(String name) {
        return "%s: {provider: hurried, id: %s, base-url: \"%s\"}"
                .formatted(name, name, server.baseUrl());
    }

    private String verdicts() throws IOException {
        return Files.readString(folder.resolve("reports/verdicts.json"));
    }

    private Events run(String home, String batch, String predictor) {
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
