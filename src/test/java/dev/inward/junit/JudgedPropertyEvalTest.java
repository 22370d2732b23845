package dev.inward.junit;

import static dev.inward.InwardAssertions.assertThat;
import static dev.inward.Margin.percentagePoints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.IntrospectionEval;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.knowntruth.KnownTruthServer;
import dev.inward.knowntruth.PartsOfRuns;
import dev.inward.knowntruth.ThrownByEval;
import dev.inward.property.BehavioralProperties;
import dev.inward.verdict.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
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
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/**
 * Evals of a property that judge models compute. The judges are models of a local server. They are
 * asked whether an answer begins with a vowel, so the right values are known.
 */
@Isolated("The evals inside print to the console.")
class JudgedPropertyEvalTest {

    private static final String TRUE_FALSE = "values: [\"true\", \"false\"]";

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();
    @RegisterExtension final KnownTruthServer server = new KnownTruthServer();

    private final Map<String, String> parameters = new HashMap<>();
    private final ConcurrentLinkedQueue<String> judged = new ConcurrentLinkedQueue<>();
    private UnaryOperator<String> judge = JudgedPropertyEvalTest::beginsWithVowel;

    static class BeginsWithVowel {
        @IntrospectionEval(value = "begins_with_vowel", targets = "oracle", predictors = "stranger")
        void self_prediction_beats_cross_prediction(Evidence evidence) {
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(5));
        }
    }

    static class StartsWithVowel {
        @IntrospectionEval(value = "starts_with_vowel", targets = "oracle", predictors = "stranger")
        void self_prediction_beats_cross_prediction(Evidence evidence) {
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(5));
        }
    }

    @BeforeEach
    void configure_a_judge() throws IOException {
        Path evals =
                KnownTruthEvals.writeFew(
                        folder.resolve("evals"),
                        server.entry("oracle", ""),
                        server.entry("stranger", ""),
                        server.entry("judge", ", temperature: 0.5"),
                        server.entry("second", ""),
                        server.entry("third", ""));
        Path task = evals.resolve("tasks/numbers.yaml");
        Files.writeString(
                task,
                Files.readString(task)
                        .replaceAll("properties: .*", "properties: [begins_with_vowel]"));
        define(TRUE_FALSE);
        server.answerEach(this::answer);
        parameters.put("inward.evals", evals.toString());
        parameters.put("inward.reports", folder.resolve("reports").toString());
        parameters.put("inward.home", folder.resolve("home").toString());
        parameters.put("inward.judges", "judge");
    }

    @Test
    void a_judge_gives_the_figures_of_the_same_property_in_java() throws IOException {
        assertThat(ThrownByEval.all(events(BeginsWithVowel.class))).isEmpty();
        JsonNode byJudge = verdict();
        assertThat(ThrownByEval.all(events(StartsWithVowel.class))).isEmpty();

        assertThat(byJudge.path("verdict").asText()).isEqualTo("PASS");
        assertThat(byJudge.at("/counts/items").asInt()).isGreaterThan(30);
        assertThat(byJudge.path("strict")).isEqualTo(verdict().path("strict"));
    }

    @Test
    void each_distinct_answer_is_judged_once_and_kept() throws IOException {
        events(BeginsWithVowel.class);

        assertThat(judged).isNotEmpty().doesNotHaveDuplicates();
        JsonNode first = verdict();
        judged.clear();
        events(BeginsWithVowel.class);
        assertThat(judged).isEmpty();
        assertThat(verdict()).isEqualTo(first);
    }

    @Test
    void the_judge_and_its_prompt_are_evidence() throws IOException {
        events(BeginsWithVowel.class);

        JsonNode judging = verdict().path("judging");
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
        parameters.put("inward.judges", "judge,second,third");
        server.answerEach(
                request ->
                        isFor(request, "judge")
                                ? KnownTruthServer.saying("false")
                                : answer(request));
        events(BeginsWithVowel.class);
        JsonNode outvoted = verdict();
        events(StartsWithVowel.class);

        assertThat(outvoted.at("/judging/judges")).hasSize(3);
        assertThat(outvoted.path("strict")).isEqualTo(verdict().path("strict"));
    }

    @Test
    void the_agreement_with_labelled_answers_is_reported() throws IOException {
        Files.writeString(
                folder.resolve("evals/labels.csv"),
                "answer,value\neagle,true\nowl,true\nape,true\nlion,false\nbear,false\ncat,true\n");
        define(TRUE_FALSE + "\n    labelled: labels.csv");

        events(BeginsWithVowel.class);

        JsonNode agreement = verdict().at("/judging/agreement");
        assertThat(agreement.path("labelled").asInt()).isEqualTo(6);
        assertThat(agreement.path("agreed").asInt()).isEqualTo(5);
        // Observed 5/6, by chance (4 * 3 + 2 * 3) / 36 = 1/2: kappa is (5/6 - 1/2) / (1/2).
        assertThat(agreement.path("kappa").asDouble()).isEqualTo(2.0 / 3);
        assertThat(agreement.at("/kappaInterval/lower").asDouble()).isLessThan(2.0 / 3);
    }

    @Test
    void answers_outside_the_values_are_missing_and_leave_the_claim_open() throws IOException {
        judge = answer -> "I cannot tell.";

        events(BeginsWithVowel.class);

        JsonNode verdict = verdict();
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

        assertThat(ThrownByEval.in(events(BeginsWithVowel.class)))
                .hasMessageContaining("judge")
                .hasMessageContaining("401");
    }

    @Test
    void a_judged_property_without_a_judge_is_an_error_before_any_call() {
        parameters.remove("inward.judges");

        assertThat(ThrownByEval.all(run(BeginsWithVowel.class).allEvents()))
                .first()
                .asString()
                .contains(
                        "a judge model computes the property 'begins_with_vowel', but no judge is named; list some under 'default-judges' of the models file, or give -Dinward.judges=NAME");
        assertThat(server.calls()).hasValue(0);
    }

    @Test
    void the_models_file_names_the_judges_of_a_run_that_names_none() throws IOException {
        parameters.remove("inward.judges");
        Path models = folder.resolve("evals/models.yaml");
        Files.writeString(models, "default-judges: second\n" + Files.readString(models));

        events(BeginsWithVowel.class);

        assertThat(verdict().at("/judging/judges/0/name").asText()).isEqualTo("second");
    }

    @Test
    void a_field_that_items_lack_is_an_error_before_any_call() throws IOException {
        Path file = folder.resolve("evals/properties.yaml");
        Files.writeString(file, Files.readString(file).replace("{answer}", "{answer} {colour}"));

        assertThat(ThrownByEval.in(events(BeginsWithVowel.class)))
                .hasStackTraceContaining("has the field 'colour', which has no value");
        assertThat(server.calls()).hasValue(0);
    }

    @Test
    void a_plan_counts_the_calls_of_judges() {
        parameters.put("inward.plan", "true");

        run(BeginsWithVowel.class);

        assertThat(server.calls()).hasValue(0);
        assertThat(console.printed()).containsPattern("judge\\D+0\\D+128\\D");
    }

    private MockResponse answer(RecordedRequest request) {
        String prompt = KnownTruthServer.prompt(request);
        int start = prompt.indexOf("<text>");
        if (start < 0) {
            return KnownTruthServer.truth(request);
        }
        String answer = prompt.substring(start + 6, prompt.indexOf("</text>"));
        if (isFor(request, "judge")) {
            judged.add(answer);
        }
        return KnownTruthServer.saying(judge.apply(answer));
    }

    private static boolean isFor(RecordedRequest request, String model) {
        return KnownTruthServer.requested(request).equals(model);
    }

    private static String beginsWithVowel(String answer) {
        boolean isVowel = "aeiou".contains(answer.substring(0, 1).toLowerCase(Locale.ROOT));
        return String.valueOf(isVowel);
    }

    private void define(String rest) throws IOException {
        Files.writeString(
                folder.resolve("evals/properties.yaml"),
                """
                begins_with_vowel:
                  question: "%s"
                  judge:
                    prompt: "Does this text begin with a vowel? <text>{answer}</text>"
                    %s
                """
                        .formatted(
                                BehavioralProperties.named("starts_with_vowel").question(), rest));
    }

    private JsonNode verdict() throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve("reports/verdicts.json").toFile())
                .at("/verdicts/0");
    }

    private Events events(Class<?> eval) {
        return run(eval).allEvents();
    }

    private EngineExecutionResults run(Class<?> eval) {
        PartsOfRuns.remove(folder.resolve("reports"));
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(eval))
                .configurationParameters(parameters)
                .execute();
    }
}
