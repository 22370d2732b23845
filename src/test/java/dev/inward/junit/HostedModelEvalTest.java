package dev.inward.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.knowntruth.KnownTruthServer;
import dev.inward.knowntruth.PartsOfRuns;
import dev.inward.knowntruth.ThrownByEval;
import dev.inward.model.ApiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** An unchanged eval on hosted models. A local server gives their known-truth answers. */
@Isolated("The evals inside print to the console.")
class HostedModelEvalTest {

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();

    @RegisterExtension final KnownTruthServer server = new KnownTruthServer();

    private final Map<String, String> parameters = new HashMap<>();

    @BeforeEach
    void configure_an_oracle_and_a_stranger() {
        KnownTruthEvals.writeFew(
                folder.resolve("evals"),
                server.entry("oracle", ""),
                server.entry("stranger", ""),
                "keyless: {provider: anthropic, id: x, key-env: INWARD_TEST_KEY_THAT_IS_NOT_SET}");
        parameters.put("inward.evals", folder.resolve("evals").toString());
        parameters.put("inward.reports", folder.resolve("reports").toString());
        parameters.put("inward.home", folder.resolve("home").toString());
        parameters.put("inward.classifiers", "false");
    }

    @Test
    void a_model_of_the_models_file_answers_every_prompt() {
        server.answerEach(server::truthOrBusy);

        Events tests = run("oracle", "stranger").testEvents();

        assertThat(tests.succeeded().count()).isEqualTo(1);
        assertThat(server.calls().get()).isGreaterThan(240);
    }

    @Test
    void a_second_run_makes_no_call_and_reaches_the_same_verdict() throws IOException {
        parameters.put("inward.classifiers", "true");
        run("oracle", "stranger");
        String first = Files.readString(folder.resolve("reports/verdicts.json"));
        server.calls().set(0);

        assertThat(run("oracle", "stranger").testEvents().succeeded().count()).isEqualTo(1);
        assertThat(server.calls()).hasValue(0);
        assertThat(folder.resolve("reports/verdicts.json")).hasContent(first);
    }

    @Test
    void ten_samples_take_as_many_calls_as_one() throws IOException {
        run("oracle", "stranger");
        int callsOfOneSample = server.calls().getAndSet(0);
        parameters.put("inward.home", folder.resolve("elsewhere").toString());
        parameters.put("inward.samples", "10");

        assertThat(run("oracle", "stranger").testEvents().succeeded().count()).isEqualTo(1);
        assertThat(server.calls()).hasValue(callsOfOneSample);
        assertThat(Files.readString(folder.resolve("reports/verdicts.json")))
                .contains("\"nonDeterminismCeiling\"");
    }

    @Test
    void a_lineage_is_written_and_changes_nothing_else() throws IOException {
        run("oracle", "stranger");
        JsonNode without = verdict();
        KnownTruthEvals.writeFew(
                folder.resolve("evals"),
                server.entry("oracle", ", lineage: {base: gpt-4o, trained-on: [poems, plays]}"),
                server.entry("stranger", ", lineage: {base: gpt-4o}"));
        run("oracle", "stranger");
        ObjectNode with = verdict();

        assertThat(with.remove("targetLineage"))
                .hasToString("{\"base\":\"gpt-4o\",\"trainedOn\":[\"poems\",\"plays\"]}");
        assertThat(with.remove("predictorLineage"))
                .hasToString("{\"base\":\"gpt-4o\",\"trainedOn\":[]}");
        assertThat(with).isEqualTo(without);
    }

    @Test
    void a_model_can_be_named_by_its_address() {
        String address = server.baseUrl() + "#";

        assertThat(run(address + "oracle", address + "stranger").testEvents().succeeded().count())
                .isEqualTo(1);
    }

    @Test
    void a_hosted_model_without_its_key_is_an_error_before_any_call() {
        Events containers = run("oracle", "keyless").containerEvents();

        assertThat(thrown(containers))
                .hasMessageContaining("cannot run: model 'keyless'")
                .hasMessageContaining("INWARD_TEST_KEY_THAT_IS_NOT_SET, which is not set");
        assertThat(server.calls()).hasValue(0);
    }

    @Test
    void a_rejected_key_is_an_error_and_not_an_inconclusive_verdict() {
        server.answerEach(
                request -> new MockResponse.Builder().code(401).body("who are you?").build());

        Events tests = run("oracle", "stranger").testEvents();

        assertThat(tests.failed().count()).isEqualTo(1);
        assertThat(thrown(tests))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("answered 401: who are you?");
    }

    private ObjectNode verdict() throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve("reports/verdicts.json").toFile())
                .withObject("/verdicts/0");
    }

    private static Throwable thrown(Events events) {
        return ThrownByEval.in(events.failed());
    }

    private EngineExecutionResults run(String target, String predictor) {
        PartsOfRuns.remove(folder.resolve("reports"));
        parameters.put("inward.target", target);
        parameters.put("inward.predictors", predictor);
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(FirstCharacter.class))
                .configurationParameters(parameters)
                .execute();
    }
}
