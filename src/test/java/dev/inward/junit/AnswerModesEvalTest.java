package dev.inward.junit;

import static dev.inward.InwardAssertions.assertThat;
import static dev.inward.Margin.percentagePoints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.inward.IntrospectionEval;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.knowntruth.KnownTruthServer;
import dev.inward.knowntruth.Thrown;
import dev.inward.verdict.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Evals that record, replay, ask anew, plan, and stop before they break a budget. */
class AnswerModesEvalTest {

    /**
     * Object-level prompts of about 150 items, 55 of them the stranger's too; hypothetical ones of
     * these by two predictors; and three of somebody else.
     */
    private static final int ALL_CALLS = 480;

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();
    @RegisterExtension final KnownTruthServer server = new KnownTruthServer();

    private final Map<String, String> parameters = new HashMap<>();

    static class FirstCharacter {
        @IntrospectionEval("first_character")
        void self_prediction_beats_cross_prediction(Evidence evidence) {
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(5));
        }
    }

    @BeforeEach
    void an_oracle_and_a_stranger() {
        models("");
        parameters.put("inward.evals", folder.resolve("evals").toString());
        parameters.put("inward.reports", folder.resolve("reports").toString());
        parameters.put("inward.home", folder.resolve("home").toString());
        parameters.put("inward.classifiers", "false");
        parameters.put("inward.target", "oracle");
        parameters.put("inward.predictors", "stranger");
        parameters.put("inward.inconclusive", "fail");
    }

    @Test
    void what_was_recorded_is_replayed_without_server_key_or_store() throws IOException {
        run("mode", "record");
        String recorded = verdicts();
        server.stop();
        models(", key-env: INWARD_TEST_KEY_NOBODY_SETS");
        parameters.put("inward.home", folder.resolve("elsewhere").toString());

        assertThat(run("mode", "replay").testEvents().succeeded().count()).isEqualTo(1);
        assertThat(verdicts()).isEqualTo(recorded).contains("\"verdict\" : \"PASS\"");
        assertThat(folder.resolve("elsewhere")).doesNotExist();
    }

    @Test
    void cassettes_are_one_file_a_topic_and_model_and_the_same_bytes_each_time()
            throws IOException {
        run("mode", "record");
        Map<String, String> first = cassettes();
        run("mode", "record");

        assertThat(first)
                .containsOnlyKeys(
                        "first_character/oracle.jsonl",
                        "first_character/stranger.jsonl",
                        "object_level/oracle.jsonl",
                        "object_level/stranger.jsonl");
        assertThat(cassettes()).isEqualTo(first);
    }

    @Test
    void a_replay_that_lacks_an_answer_names_it_and_the_command_that_records_it() {
        Events tests = run("mode", "replay").testEvents();

        assertThat(thrown(tests))
                .hasMessageContaining("No answer is recorded under " + folder.resolve("evals"))
                .hasMessageContaining("model 'oracle', topic 'object_level'")
                .hasMessageContaining("prompt \"Which animal goes with")
                .hasMessageContaining("mvn test ")
                .hasMessageContaining("'-Dinward.mode=record'")
                .hasMessageContaining("'-Dinward.target=oracle'");
        assertThat(server.calls()).hasValue(0);
    }

    @Test
    void a_refreshing_run_asks_for_everything_once_more() {
        server.answerEach(KnownTruthServer::truth);
        run("mode", "live");
        int once = server.calls().getAndSet(0);

        assertThat(run("mode", "refresh").testEvents().succeeded().count()).isEqualTo(1);
        assertThat(server.calls()).hasValue(once);
    }

    @Test
    void a_plan_of_a_refreshing_run_counts_what_is_kept_too() {
        run("mode", "live");
        parameters.put("inward.mode", "refresh");
        run("plan", "true");

        assertThat(console.printed()).containsPattern("all +0 +\\d{3} ");
    }

    @Test
    void a_replay_is_not_planned() {
        parameters.put("inward.mode", "replay");

        assertThat(thrown(run("plan", "true").containerEvents()))
                .hasMessageContaining("A replay calls no model, so there is nothing to plan");
    }

    @Test
    void a_plan_prints_what_a_run_would_take_and_leaves_everything_as_it_is() throws IOException {
        models(", price: {input: 2, output: 10}");
        run("mode", "live");
        String verdicts = verdicts();
        server.calls().set(0);
        parameters.put("inward.store", folder.resolve("empty.db").toString());

        EngineExecutionResults results = run("plan", "true");

        assertThat(results.testEvents().aborted().count()).isEqualTo(1);
        assertThat(server.calls()).hasValue(0);
        assertThat(verdicts()).isEqualTo(verdicts);
        assertThat(console.printed())
                .contains("What this run would take at the most; nobody was asked:")
                .containsPattern("oracle +0 +\\d{3} +\\d+,\\d{3} ")
                .containsPattern("stranger +0 +\\d{3} +\\d+,\\d{3} ")
                .contains("Advantages that would be shown 4 times of 5")
                .containsPattern(
                        "first_character +oracle +stranger +\\d+ +> [+]0.050 +[+]0.\\d{3}");
    }

    @Test
    void a_plan_of_a_run_that_may_stop_early_counts_all_that_it_may_ask() {
        parameters.put("inward.sequential", "true");
        run("plan", "true");

        // About 150 object-level prompts and 55 of the stranger's; 55 hypothetical ones of each.
        assertThat(console.printed()).containsPattern("all +0 +3[12]\\d ");
    }

    @Test
    void a_plan_counts_models_that_are_still_to_be_finetuned_each_for_itself() {
        KnownTruthEvals.writeFew(
                folder.resolve("evals"),
                "oracle: {provider: known-truth, knows: itself, records: true}",
                "stranger: {provider: known-truth, knows: evasion, records: true}");

        run("plan", "true");

        assertThat(console.printed())
                .containsPattern("oracle finetuned on oracle, seed 1 +0 +5\\d ")
                .containsPattern("stranger finetuned on oracle, seed 1 +0 +5\\d ");
    }

    @Test
    void a_plan_of_a_run_whose_answers_are_kept_asks_for_nothing() {
        run("mode", "live");
        run("plan", "true");

        assertThat(console.printed()).containsPattern("all +\\d{3} +0 +0 +0 +0.00");
    }

    @Test
    void a_run_makes_no_call_more_than_it_may_and_keeps_what_it_has() {
        Events tests = run("max-calls", "100").testEvents();
        int made = server.calls().getAndSet(0);

        assertThat(thrown(tests))
                .hasMessageContaining("INCONCLUSIVE")
                .hasMessageContaining("the run may make 100 calls");
        assertThat(made).isBetween(100, 110);

        parameters.remove("inward.max-calls");
        assertThat(run("mode", "live").testEvents().succeeded().count()).isEqualTo(1);
        assertThat(server.calls().get()).isBetween(ALL_CALLS - 110, ALL_CALLS);
    }

    @Test
    void a_run_stops_before_it_could_spend_more_than_its_budget() {
        models(", max-tokens: 10, price: {input: 100, output: 1000}");

        Events tests = run("budget", "0.30").testEvents();

        // An answer costs 10 * 100 and 2 * 1000 millionths: 0.003. A hundred cost 0.30.
        assertThat(thrown(tests)).hasMessageContaining("the budget is 0.30 and");
        assertThat(server.calls().get()).isBetween(80, 102);
    }

    @Test
    void a_budget_of_money_needs_prices_before_anybody_is_asked() {
        Events containers = run("budget", "5").containerEvents();

        assertThat(thrown(containers))
                .hasMessageContaining("model 'oracle' has no 'price' in models.yaml");
        assertThat(server.calls()).hasValue(0);
    }

    private void models(String more) {
        KnownTruthEvals.writeFew(
                folder.resolve("evals"),
                server.entry("oracle", more),
                server.entry("stranger", more));
    }

    private EngineExecutionResults run(String parameter, String value) {
        parameters.put("inward." + parameter, value);
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(FirstCharacter.class))
                .configurationParameters(parameters)
                .execute();
    }

    private String verdicts() throws IOException {
        return Files.readString(folder.resolve("reports/verdicts.json"));
    }

    private Map<String, String> cassettes() throws IOException {
        Path all = folder.resolve("evals/cassettes");
        var texts = new HashMap<String, String>();
        try (var files = Files.walk(all)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(
                        all.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return texts;
    }

    private static Throwable thrown(Events events) {
        return Thrown.in(events.failed());
    }
}
