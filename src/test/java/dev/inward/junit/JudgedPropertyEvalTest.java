package dev.inward.junit;

import static dev.inward.junit.JudgedEvals.TRUE_FALSE;
import static dev.inward.junit.JudgedEvals.isFor;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.junit.JudgedEvals.BeginsWithVowel;
import dev.inward.junit.JudgedEvals.StartsWithVowel;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.knowntruth.KnownTruthServer;
import dev.inward.knowntruth.ThrownByEval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Evals of a property that judge models compute. The judges are models of a local server. They are
 * asked whether an answer begins with a vowel, so the right values are known.
 */
@Isolated("The evals inside print to the console.")
class JudgedPropertyEvalTest {

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();
    @RegisterExtension final KnownTruthServer server = new KnownTruthServer();

    private final ConcurrentLinkedQueue<String> judged = new ConcurrentLinkedQueue<>();
    private UnaryOperator<String> judge = JudgedEvals::beginsWithVowel;
    private JudgedEvals evals = new JudgedEvals(Path.of(""), Map.of());

    @BeforeEach
    void configure_a_judge() throws IOException {
        evals = JudgedEvals.write(folder, server);
        server.answerEach(this::answer);
    }

    @Test
    void a_judge_gives_the_figures_of_the_same_property_in_java() throws IOException {
        assertThat(ThrownByEval.all(evals.events(BeginsWithVowel.class))).isEmpty();
        JsonNode byJudge = evals.verdict();
        assertThat(ThrownByEval.all(evals.events(StartsWithVowel.class))).isEmpty();

        assertThat(byJudge.path("verdict").asText()).isEqualTo("PASS");
        assertThat(byJudge.at("/counts/items").asInt()).isGreaterThan(30);
        assertThat(figures(byJudge)).isEqualTo(figures(evals.verdict()));
    }

    /** Only code computes the property of an item's own last word, which is a baseline. */
    private static JsonNode figures(JsonNode verdict) {
        return verdict.path("strict").<ObjectNode>deepCopy().without("baselines");
    }

    @Test
    void each_distinct_answer_is_judged_once_and_kept() throws IOException {
        evals.events(BeginsWithVowel.class);

        assertThat(judged).isNotEmpty().doesNotHaveDuplicates();
        JsonNode first = evals.verdict();
        judged.clear();
        evals.events(BeginsWithVowel.class);
        assertThat(judged).isEmpty();
        assertThat(evals.verdict()).isEqualTo(first);
    }

    @Test
    void the_judge_and_its_prompt_are_evidence() throws IOException {
        evals.events(BeginsWithVowel.class);

        JsonNode judging = evals.verdict().path("judging");
        assertThat(judging.at("/judges/0/name").asText()).isEqualTo("judge");
        assertThat(judging.at("/judges/0/requested").asText()).isEqualTo("judge");
        assertThat(judging.at("/judges/0/sampling").asText()).contains("\"temperature\":0.5");
        assertThat(judging.path("prompt").asText()).contains("<text>{answer}</text>");
        assertThat(judging.at("/values/1").asText()).isEqualTo("false");
        assertThat(judging.path("answers").asInt()).isEqualTo(64);
        assertThat(judging.path("withoutValue").asInt()).isZero();
    }

    /** The second and the third judge outvote the first, which is always wrong. */
    @Test
    void several_judges_vote() throws IOException {
        evals.parameters().put("inward.judges", "judge,second,third");
        server.answerEach(
                request ->
                        isFor(request, "judge")
                                ? KnownTruthServer.saying("false")
                                : answer(request));
        evals.events(BeginsWithVowel.class);
        JsonNode outvoted = evals.verdict();
        evals.events(StartsWithVowel.class);

        assertThat(outvoted.at("/judging/judges")).hasSize(3);
        assertThat(figures(outvoted)).isEqualTo(figures(evals.verdict()));
    }

    @Test
    void the_agreement_with_labelled_answers_is_reported() throws IOException {
        Files.writeString(
                folder.resolve("evals/labels.csv"),
                "answer,value\neagle,true\nowl,true\nape,true\nlion,false\nbear,false\ncat,true\n");
        evals.define(TRUE_FALSE + "\n    labelled: labels.csv");

        evals.events(BeginsWithVowel.class);

        JsonNode agreement = evals.verdict().at("/judging/agreement");
        assertThat(agreement.path("labelled").asInt()).isEqualTo(6);
        assertThat(agreement.path("agreed").asInt()).isEqualTo(5);
        // Observed 5/6, by chance (4 * 3 + 2 * 3) / 36 = 1/2: kappa is (5/6 - 1/2) / (1/2).
        assertThat(agreement.path("kappa").asDouble()).isEqualTo(2.0 / 3);
        assertThat(agreement.at("/kappaInterval/lower").asDouble()).isLessThan(2.0 / 3);
    }

    @Test
    void answers_outside_the_values_are_missing_and_leave_the_claim_open() throws IOException {
        judge = answer -> "I cannot tell.";

        evals.events(BeginsWithVowel.class);

        JsonNode verdict = evals.verdict();
        assertThat(verdict.path("verdict").asText()).isEqualTo("INCONCLUSIVE");
        assertThat(verdict.at("/counts/items").asInt()).isZero();
        assertThat(verdict.at("/counts/missing").asInt()).isEqualTo(64);
        assertThat(verdict.at("/judging/withoutValue").asInt()).isEqualTo(64);
        assertThat(verdict.path("reason").asText())
                .contains(
                        "the judge 'judge' answered \"I cannot tell.\", which is none of: true, false");
    }

    @Test
    void a_judge_that_never_answers_is_an_error() {
        server.answerEach(
                request ->
                        isFor(request, "judge")
                                ? new MockResponse.Builder().code(401).body("no").build()
                                : answer(request));

        assertThat(ThrownByEval.in(evals.events(BeginsWithVowel.class)))
                .hasMessageContaining("judge")
                .hasMessageContaining("401");
    }

    @Test
    void a_judged_property_without_a_judge_is_an_error_before_any_call() {
        evals.parameters().remove("inward.judges");

        assertThat(ThrownByEval.all(evals.run(BeginsWithVowel.class).allEvents()))
                .first()
                .asString()
                .contains(
                        "a judge model computes the property 'begins_with_vowel', but no judge is named; list some under 'default-judges' of the models file, or give -Dinward.judges=NAME");
        assertThat(server.calls()).hasValue(0);
    }

    @Test
    void the_models_file_names_the_judges_of_a_run_that_names_none() throws IOException {
        evals.parameters().remove("inward.judges");
        Path models = folder.resolve("evals/models.yaml");
        Files.writeString(models, "default-judges: second\n" + Files.readString(models));

        evals.events(BeginsWithVowel.class);

        assertThat(evals.verdict().at("/judging/judges/0/name").asText()).isEqualTo("second");
    }

    @Test
    void a_field_that_items_lack_is_an_error_before_any_call() throws IOException {
        evals.replace("properties.yaml", "\\{answer}", "{answer} {colour}");

        assertThat(ThrownByEval.in(evals.events(BeginsWithVowel.class)))
                .hasStackTraceContaining("has the field 'colour', which has no value");
        assertThat(server.calls()).hasValue(0);
    }

    @Test
    void a_plan_counts_the_calls_of_judges() {
        evals.parameters().put("inward.plan", "true");

        evals.run(BeginsWithVowel.class);

        assertThat(server.calls()).hasValue(0);
        assertThat(console.printed()).containsPattern("judge\\D+0\\D+128\\D");
    }

    private MockResponse answer(RecordedRequest request) {
        String answer = JudgedEvals.judgedAnswer(request);
        if (answer.isEmpty()) {
            return KnownTruthServer.truth(request);
        }
        if (isFor(request, "judge")) {
            judged.add(answer);
        }
        return KnownTruthServer.saying(judge.apply(answer));
    }
}
