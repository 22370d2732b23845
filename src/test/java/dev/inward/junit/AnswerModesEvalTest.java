package dev.inward.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.inward.knowntruth.CapturedConsole;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.knowntruth.KnownTruthServer;
import dev.inward.knowntruth.PartsOfRuns;
import dev.inward.knowntruth.ThrownByEval;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Evals in all answer modes, with a plan, and with a budget. */
@Isolated("The evals inside print to the console.")
@Tag("slow")
class AnswerModesEvalTest {

    /**
     * The calls of a whole run with 64 items: the object-level prompts to both models, and three
     * framings of the hypothetical prompts to the oracle and two to the stranger.
     */
    private static final int ALL_CALLS = 448;

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();
    @RegisterExtension final KnownTruthServer server = new KnownTruthServer();

    private final Map<String, String> parameters = new HashMap<>();

    @BeforeEach
    void configure_an_oracle_and_a_stranger() {
        writeModels("");
        parameters.put("inward.evals", folder.resolve("evals").toString());
        parameters.put("inward.reports", folder.resolve("reports").toString());
        parameters.put("inward.home", folder.resolve("home").toString());
        parameters.put("inward.classifiers", "false");
        parameters.put("inward.target", "oracle");
        parameters.put("inward.predictors", "stranger");
        parameters.put("inward.inconclusive", "fail");
    }

    @Test
    void a_replay_needs_no_server_no_key_and_no_store() throws IOException {
        run("mode", "record");
        String recorded = verdicts();
        server.stop();
        writeModels(", key-env: INWARD_TEST_KEY_THAT_IS_NOT_SET");
        parameters.put("inward.home", folder.resolve("elsewhere").toString());

        assertThat(run("mode", "replay").testEvents().succeeded().count()).isEqualTo(1);
        assertThat(verdicts()).isEqualTo(recorded).contains("\"verdict\" : \"PASS\"");
        assertThat(folder.resolve("elsewhere")).doesNotExist();
    }

    @Test
    void each_topic_and_model_has_one_cassette_with_the_same_bytes_in_each_run()
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
    void a_missing_recording_is_reported_with_the_recording_command() {
        Events tests = run("mode", "replay").testEvents();

        assertThat(thrown(tests))
                .hasMessageContaining("No answer is recorded under " + folder.resolve("evals"))
                .hasMessageContaining("model 'oracle', topic 'object_level'")
                .hasMessageContaining("prompt \"Which animal goes with")
                .hasMessageContaining("mvn test ")
                .hasMessageContaining("\"-Dinward.mode=record\"")
                .hasMessageContaining("\"-Dinward.target=oracle\"");
        assertThat(server.calls()).hasValue(0);
    }

    @Test
    void a_refresh_repeats_all_calls() {
        server.answerEach(KnownTruthServer::truth);
        run("mode", "live");
        int callsOfFirstRun = server.calls().getAndSet(0);

        assertThat(run("mode", "refresh").testEvents().succeeded().count()).isEqualTo(1);
        assertThat(server.calls()).hasValue(callsOfFirstRun);
    }

    @Test
    void a_plan_of_a_refresh_also_counts_stored_answers() {
        run("mode", "live");
        parameters.put("inward.mode", "refresh");
        run("plan", "true");

        assertThat(console.printed()).containsPattern("all +0 +\\d{3} ");
    }

    @Test
    void a_plan_of_a_replay_is_an_error() {
        parameters.put("inward.mode", "replay");

        assertThat(thrown(run("plan", "true").containerEvents()))
                .hasMessageContaining("A replay calls no model, so there is nothing to plan");
    }

    @Test
    void a_plan_prints_the_needed_calls_and_changes_no_file() throws IOException {
        writeModels(", price: {input: 2, output: 10}");
        run("mode", "live");
        String verdicts = verdicts();
        server.calls().set(0);
        parameters.put("inward.store", folder.resolve("empty.db").toString());

        EngineExecutionResults results = run("plan", "true");

        assertThat(results.testEvents().aborted().count()).isEqualTo(1);
        assertThat(server.calls()).hasValue(0);
        assertThat(verdicts()).isEqualTo(verdicts);
        assertThat(console.printed())
                .contains("This run needs at most (no model was called):")
                .containsPattern("oracle +0 +\\d{3} +\\d+,\\d{3} ")
                .containsPattern("stranger +0 +\\d{3} +\\d+,\\d{3} ")
                .contains("Smallest advantage that passes in 4 of 5 runs")
                .containsPattern(
                        "first_character +oracle +stranger +\\d+ +> [+]0.050 +[+]0.\\d{3}");
    }

    @Test
    void a_plan_of_a_sequential_run_counts_all_items() {
        KnownTruthEvals.write(
                folder.resolve("evals"), server.entry("oracle", ""), server.entry("stranger", ""));
        parameters.put("inward.sequential", "true");
        run("plan", "true");

        // About 360 object-level prompts, 120 to the stranger, and 120 hypothetical prompts to
        // each.
        assertThat(console.printed()).containsPattern("all +0 +7[0-4]\\d ");
    }

    @Test
    void a_plan_counts_each_model_that_needs_finetuning_separately() {
        KnownTruthEvals.write(
                folder.resolve("evals"),
                "oracle: {provider: known-truth, knows: itself, records: true}",
                "stranger: {provider: known-truth, knows: evasion, records: true}");

        run("plan", "true");

        assertThat(console.printed())
                .containsPattern("oracle finetuned on oracle, seed 1 +0 +1[0-4]\\d ")
                .containsPattern("stranger finetuned on oracle, seed 1 +0 +1[0-4]\\d ");
    }

    @Test
    void a_plan_with_all_answers_in_the_store_counts_no_calls() {
        run("mode", "live");
        run("plan", "true");

        assertThat(console.printed()).containsPattern("all +\\d{3} +0 +0 +0 +0.00");
    }

    @Test
    void a_run_stops_at_its_maximum_of_calls_and_the_next_run_resumes_it() {
        Events tests = run("max-calls", "100").testEvents();
        int callsOfFirstRun = server.calls().getAndSet(0);

        assertThat(thrown(tests))
                .hasMessageContaining("INCONCLUSIVE")
                .hasMessageContaining("the run may make 100 calls");
        assertThat(callsOfFirstRun).isBetween(100, 110);

        parameters.remove("inward.max-calls");
        assertThat(run("mode", "live").testEvents().succeeded().count()).isEqualTo(1);
        assertThat(server.calls().get()).isBetween(ALL_CALLS - 110, ALL_CALLS);
    }

    @Test
    void a_run_stops_before_it_exceeds_its_budget() {
        writeModels(", max-tokens: 10, price: {input: 100, output: 1000}");

        Events tests = run("budget", "0.30").testEvents();

        // An answer costs (10 * 100 + 2 * 1000) / 1,000,000 = 0.003, so 100 answers cost 0.30.
        assertThat(thrown(tests)).hasMessageContaining("the budget is 0.30 and");
        assertThat(server.calls().get()).isBetween(80, 102);
    }

    @Test
    void a_budget_without_prices_is_an_error_before_the_first_call() {
        Events containers = run("budget", "5").containerEvents();

        assertThat(thrown(containers))
                .hasMessageContaining("model 'oracle' has no 'price' in models.yaml");
        assertThat(server.calls()).hasValue(0);
    }

    @Test
    void a_home_that_is_deleted_during_a_run_breaks_it_and_the_next_run_has_its_answers()
            throws IOException {
        var answered = new AtomicInteger();
        server.answerEach(
                request -> {
                    synchronized (answered) {
                        if (answered.incrementAndGet() == 100) {
                            deleteHome();
                        }
                    }
                    return KnownTruthServer.truth(request);
                });

        assertThat(thrown(run("mode", "live").testEvents()))
                .hasMessageContaining("answers.db cannot keep an answer: the file was deleted")
                .hasMessageContaining("folder as it is while a run is active");
        int callsOfFirstRun = server.calls().getAndSet(0);
        assertThat(folder.resolve("reports/exit-code")).hasContent("3");
        assertThat(callsOfFirstRun).as("at most the object-level prompts").isLessThan(220);

        assertThat(run("mode", "live").testEvents().succeeded().count()).isEqualTo(1);
        assertThat(server.calls().get() + callsOfFirstRun)
                .as("no answer was requested twice")
                .isBetween(ALL_CALLS - 20, ALL_CALLS + 5);
        assertThat(folder.resolve("reports/exit-code")).hasContent("0");
    }

    private void deleteHome() {
        try (var files = Files.list(folder.resolve("home"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder.resolve("home"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeModels(String moreKeys) {
        KnownTruthEvals.writeFew(
                folder.resolve("evals"),
                server.entry("oracle", moreKeys),
                server.entry("stranger", moreKeys));
    }

    private EngineExecutionResults run(String parameter, String value) {
        PartsOfRuns.remove(folder.resolve("reports"));
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
        return ThrownByEval.in(events.failed());
    }
}
