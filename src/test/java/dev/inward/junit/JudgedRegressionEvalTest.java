package dev.inward.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.junit.JudgedEvals.BeginsWithVowel;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.knowntruth.KnownTruthServer;
import dev.inward.knowntruth.ThrownByEval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.testkit.engine.Events;

/**
 * Runs of a judged property, compared with a baseline. The models are the same in both runs. Only
 * what the test changes about the judge differs.
 */
@Isolated("The evals inside print to the console.")
@Tag("slow")
class JudgedRegressionEvalTest {

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();
    @RegisterExtension final KnownTruthServer server = new KnownTruthServer();

    private JudgedEvals evals = new JudgedEvals(Path.of(""), Map.of());
    private String served = "judge-1";

    @BeforeEach
    void write_a_baseline() throws IOException {
        evals = JudgedEvals.write(folder, server);
        server.answerEach(this::answer);
        evals.parameters().put("inward.inconclusive", "abort");
        evals.parameters().put("inward.classifiers", "false");
        evals.parameters().put("inward.regression-margin", "0.3");
        evals.parameters().put("inward.baseline.write", baseline().toString());
        evals.events(BeginsWithVowel.class);
        evals.parameters().remove("inward.baseline.write");
        evals.parameters().put("inward.baseline", baseline().toString());
        // The new run asks every model again.
        evals.parameters().put("inward.home", folder.resolve("new home").toString());
    }

    @Test
    void the_same_judge_in_a_new_run_passes() {
        Events events = evals.events(BeginsWithVowel.class);

        assertThat(ThrownByEval.all(events)).isEmpty();
        assertThat(console.printed()).containsPattern("all 1 cells .* 0.300 +PASS");
    }

    @Test
    void the_baseline_has_the_judge_and_its_question() throws IOException {
        JsonNode judging =
                new ObjectMapper()
                        .readTree(baseline().toFile())
                        .at("/cells/0/judging/begins_with_vowel");

        assertThat(judging.at("/judges/0/name").asText()).isEqualTo("judge");
        assertThat(judging.at("/judges/0/served/0").asText()).isEqualTo("judge-1");
        assertThat(judging.at("/judges/0/sampling").asText()).contains("\"temperature\":0.5");
        assertThat(judging.path("prompt").asText()).contains("<text>{answer}</text>");
        assertThat(judging.path("values")).hasSize(2);
    }

    @Test
    void another_served_judge_makes_it_inconclusive() {
        served = "judge-2";

        assertInconclusive(
                "the judge 'judge' is served by another model: judge-1 in the baseline and judge-2 in this run");
    }

    @Test
    void another_judge_makes_it_inconclusive() {
        evals.parameters().put("inward.judges", "second");

        assertInconclusive(
                "the judges of the property 'begins_with_vowel' differ: 'judge' in the baseline and 'second' in this run");
    }

    @Test
    void another_requested_judge_makes_it_inconclusive() throws IOException {
        evals.replace("models.yaml", "id: judge,", "id: judge-mini,");

        assertInconclusive(
                "the judge 'judge' is another model: judge in the baseline and judge-mini in this run");
    }

    @Test
    void another_temperature_of_the_judge_makes_it_inconclusive() throws IOException {
        evals.replace("models.yaml", "temperature: 0.5", "temperature: 0.7");

        assertInconclusive("the sampling parameters of 'judge' differ:");
    }

    @Test
    void another_prompt_of_the_judge_makes_it_inconclusive() throws IOException {
        evals.replace("properties.yaml", "Does this text", "Does the text");

        assertInconclusive("the prompt of the judge 'judge' differs: the hash is");
    }

    private void assertInconclusive(String reason) {
        ThrownByEval.assertInconclusiveGate(
                evals.run(BeginsWithVowel.class).testEvents().aborted(), reason);
    }

    private MockResponse answer(RecordedRequest request) {
        String answer = JudgedEvals.judgedAnswer(request);
        return answer.isEmpty()
                ? KnownTruthServer.truth(request)
                : KnownTruthServer.saying(JudgedEvals.beginsWithVowel(answer), served);
    }

    private Path baseline() {
        return folder.resolve("baselines/old.json");
    }
}
