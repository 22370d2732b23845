package dev.inward.junit;

import static dev.inward.InwardAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.IntrospectionStudy;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.knowntruth.KnownTruthServer;
import dev.inward.knowntruth.PartsOfRuns;
import dev.inward.knowntruth.ThrownByEval;
import dev.inward.verdict.Evidence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import org.opentest4j.TestAbortedException;

/** Studies that stand in files, over three models of known truth. */
@Isolated("The evals inside print to the console.")
@Tag("slow")
class StudyFileEvalTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BEATS =
            "claims: [{claim: self-prediction-beats-cross-prediction, margin: 0.05}]";
    private static final String NO_ADVANTAGE =
            "claims: [{claim: no-advantage-is-shown, margin: 0.05}]";

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();
    @RegisterExtension final KnownTruthServer server = new KnownTruthServer();

    private final PersonaModels models = new PersonaModels();
    private final Map<String, String> parameters = new HashMap<>();

    static class Personas {
        @IntrospectionStudy("personas")
        void claims_hold(Evidence evidence) {
            assertThat(evidence).meetsTheClaimsOfItsStudy();
        }
    }

    @BeforeEach
    void write_evals() {
        server.answerEach(models::answer);
        write(
                "models.yaml",
                "default-targets: [follower]\nmodels:\n  "
                        + String.join(
                                "\n  ",
                                server.entry("follower", ""),
                                server.entry("deaf", ""),
                                server.entry("learner", ""))
                        + "\n");
        task("animals", 120);
        task("plants", 60);
        parameters.put("inward.evals", evals().toString());
        parameters.put("inward.reports", folder.resolve("reports").toString());
        parameters.put("inward.home", folder.resolve("home").toString());
        parameters.put("inward.classifiers", "false");
        parameters.put("inward.framing", "false");
    }

    @Test
    void self_prediction_that_follows_a_persona_passes() throws IOException {
        study("deaf", "variants: {of: [inward/moods]}", BEATS);

        assertThat(ThrownByEval.all(run())).isEmpty();

        JsonNode verdict = verdicts().get(0);
        assertThat(verdict.path("verdict").asText()).isEqualTo("PASS");
        // 12 moods of 120 base questions: 1,440 items, 120 clusters.
        assertThat(verdict.at("/counts/items").asInt()).isEqualTo(1440);
        assertThat(verdict.at("/strict/self/estimate").asDouble()).isEqualTo(1);
        assertThat(verdict.at("/strict/cross/estimate").asDouble()).isLessThan(0.3);
        assertThat(verdict.at("/study/name").asText()).isEqualTo("personas");
        assertThat(verdict.at("/study/variants")).hasSize(12);
        assertThat(verdict.at("/study/question").asText())
                .isEqualTo("Does self-prediction follow a persona?");
        assertThat(summary())
                .contains("asks &quot;Does self-prediction follow a persona?&quot;")
                .contains("accuracy by the variant of the prompts")
                .contains("inward/moods: angry");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"unmatched", "none"})
    void self_prediction_that_does_not_see_the_persona_has_no_advantage(String hypothetical)
            throws IOException {
        study(
                "deaf",
                "variants: {of: [inward/moods], hypothetical: %s}".formatted(hypothetical),
                NO_ADVANTAGE);

        assertThat(ThrownByEval.all(run())).isEmpty();

        assertThat(verdicts().get(0).at("/strict/self/estimate").asDouble()).isLessThan(0.4);
    }

    @ParameterizedTest(name = "{0}: cross-prediction is right: {1}")
    @CsvSource({
        "'{shots: 5}', true",
        "'{shots: 5, values: scrambled}', false",
        "'{shots: 5, values: other-model, model: deaf}', false",
        "'{shots: 5, task: plants}', true"
    })
    void a_predictor_learns_from_examples_of_the_target_alone(String fewShot, boolean learns)
            throws IOException {
        study("learner", "few-shot: " + fewShot, learns ? NO_ADVANTAGE : BEATS);

        assertThat(ThrownByEval.all(run())).isEmpty();

        JsonNode verdict = verdicts().get(0);
        assertThat(verdict.at("/strict/self/estimate").asDouble()).isEqualTo(1);
        // There are ten words. So three of five values of other prompts are right by chance before
        // about one item in a hundred.
        assertThat(verdict.at("/strict/cross/estimate").asDouble())
                .isBetween(learns ? 1 : 0.0, learns ? 1 : 0.1);
        // Without examples, the learner is wrong.
        assertThat(verdict.at("/strict/untrainedCross/estimate").asDouble()).isZero();
        assertThat(verdict.at("/study/design").asText()).startsWith("5 examples of ");
    }

    @Test
    void the_same_weights_with_another_preamble_are_another_model() throws IOException {
        write(
                "models.yaml",
                """
                models:
                  calm: %s
                  angry: %s
                """
                        .formatted(withPreamble("You are calm."), withPreamble("You are angry.")));
        write(
                "studies/personas.yaml",
                """
                targets: [calm]
                predictors: [angry]
                tasks: [animals]
                properties: [first_word]
                %s
                """
                        .formatted(BEATS));

        assertThat(ThrownByEval.all(run())).isEmpty();

        assertThat(verdicts().get(0).at("/strict/self/estimate").asDouble()).isEqualTo(1);
        assertThat(verdicts().get(0).at("/strict/cross/estimate").asDouble()).isLessThan(0.3);
        assertThat(models.requests())
                .allMatch(
                        request ->
                                request.at("/messages/0/content").asText().startsWith("You are "));
        assertThat(summary()).doesNotContain("one model");
    }

    private String withPreamble(String system) {
        return server.entry(
                        "follower", ", preamble: [{role: system, content: %s}]".formatted(system))
                .substring("follower: ".length());
    }

    @Test
    void missing_answers_of_the_model_that_examples_are_about_leave_the_verdict_open() {
        server.answerEach(
                request ->
                        KnownTruthServer.requested(request).equals("deaf")
                                        && KnownTruthServer.prompt(request).contains("1 of animals")
                                ? new MockResponse.Builder().code(422).build()
                                : models.answer(request));
        study("learner", "few-shot: {shots: 5, values: other-model, model: deaf}", BEATS);

        parameters.put("inward.inconclusive", "abort");

        assertThat(ThrownByEval.all(run()))
                .singleElement()
                .satisfies(
                        thrown ->
                                assertThat(thrown)
                                        .isInstanceOf(TestAbortedException.class)
                                        .hasMessageContaining("INCONCLUSIVE")
                                        .hasMessageContaining("training"));
    }

    @Test
    void no_example_quotes_the_item_that_is_asked_about() {
        study("learner", "few-shot: {shots: 8}", NO_ADVANTAGE);

        run();

        List<JsonNode> withExamples =
                models.requests().stream()
                        .filter(request -> request.path("messages").size() == 17)
                        .toList();
        assertThat(withExamples).hasSizeGreaterThan(20);
        for (JsonNode request : withExamples) {
            String asked = request.path("messages").path(16).path("content").asText();
            for (int i = 0; i < 16; i++) {
                assertThat(request.path("messages").path(i).path("content").asText())
                        .isNotEqualTo(asked);
            }
        }
    }

    @Test
    void all_wordings_of_a_question_are_asked_and_are_one_cluster() throws IOException {
        write(
                "tasks/animals.yaml",
                Files.readString(evals().resolve("tasks/animals.yaml"))
                        .replace(
                                "properties:",
                                "questions: {first_word: {question: [\"What is the first word of your answer?\", \"What is the first word of your answer? Say it.\", \"What is the first word of your answer? Name it.\"]}}\nproperties:"));
        study("deaf", "variants: {of: [inward/moods], each-item: one}\nwordings: all", BEATS);

        assertThat(ThrownByEval.all(run())).isEmpty();

        JsonNode verdict = verdicts().get(0);
        assertThat(verdict.at("/counts/items").asInt()).isEqualTo(360);
        assertThat(summary())
                .contains("accuracy by the wording of the question")
                .contains("Name it.");
    }

    @Test
    void thinking_is_removed_and_measured() throws IOException {
        study("deaf", "variants: {of: [inward/moods]}\nchain-of-thought: true", BEATS);

        assertThat(ThrownByEval.all(run())).isEmpty();

        JsonNode verdict = verdicts().get(0);
        assertThat(verdict.at("/strict/self/estimate").asDouble()).isEqualTo(1);
        assertThat(verdict.at("/answers/self/reasoningRemoved").asInt()).isEqualTo(1440);
        assertThat(verdict.at("/answers/self/reasoningWords").asInt()).isEqualTo(1440 * 6);
    }

    @Test
    void each_property_and_predictor_is_a_comparison_of_its_own() throws IOException {
        study(
                "deaf, learner",
                "variants: {of: [inward/professions], each-item: one}",
                BEATS,
                "first_word, first_character");

        assertThat(run().succeeded().filter(event -> event.getTestDescriptor().isTest()))
                .hasSize(4);
        // Rung 3 compares the predictors of one property.
        assertThat(verdicts())
                .hasSize(4)
                .allSatisfy(
                        verdict ->
                                assertThat(verdict.path("ladder").toString())
                                        .contains("majority vote of the 2 third parties"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    tasks: [animal]|names a task: there is no task 'animal'
                    training: {properties: [first_wrd]}|is invalid at 'training.properties': there is no behavioral property 'first_wrd'. Did you mean 'first_word'?
                    properties: [first_wrd]|is invalid at 'properties': there is no behavioral property 'first_wrd'. Did you mean 'first_word'?
                    few-shot: {shots: 5, model: deaf}|'values: other-model' and 'model' belong together
                    few-shot: {shots: 500}|'few-shot' needs 500 examples
                    few-shot: {shots: 0}|expected a whole number of at least 1
                    variants: {of: [inward/mood]}|Did you mean 'inward/moods'?
                    training: {rows: 10}|'follower' or 'deaf' cannot be finetuned
                    training: some|expected 'none' or a set of rows
                    claims: [{claim: self-beats-all}]|there is no claim 'self-beats-all'
                    predictors: [unknown]|no model 'unknown'
                    predictors: [deaf, deaf]|one of them stands there twice
                    predictors: [{model: deaf, trained-on: itself}]|has the predictor 'deaf' with 'trained-on', but it is not finetuned
                    few-shot: {shots: 5, values: other-model, model: follower}|names the target 'follower'
                    training: {content: object-level, labels: permuted}|'labels' has no effect on rows of the content 'object-level'
                    colour: blue|there is no key 'colour'
                    """)
    void an_error_of_the_file_says_what_to_mend(String line, String message) throws IOException {
        study("deaf", "", BEATS);
        String key = line.substring(0, line.indexOf(':'));
        String text = Files.readString(evals().resolve("studies/personas.yaml"));
        write(
                "studies/personas.yaml",
                text.lines()
                                .filter(it -> !it.startsWith(key + ":"))
                                .collect(Collectors.joining("\n"))
                        + "\n"
                        + line
                        + "\n");

        assertThat(ThrownByEval.all(run()))
                .singleElement()
                .satisfies(thrown -> assertThat(thrown).hasStackTraceContaining(message));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    split: development|scores the 'split' development, but all items of the task 'animals' are held out, since 'training.tasks' does not name it. Use held_out at 'split' and -Dinward.split, or name the task at 'training.tasks'.
                    few-shot: {shots: 5, task: animals}|is invalid at 'few-shot.task': examples are about training items, but all items of the task 'animals' are held out, since 'training.tasks' does not name it. Name the task at 'training.tasks', or another one at 'few-shot.task'.
                    few-shot: {shots: 5}|is invalid at 'few-shot': examples are about training items, but all items of the task 'animals' are held out
                    """)
    void a_scored_task_that_makes_no_rows_has_held_out_items_alone(String line, String message) {
        study("deaf", "training: {tasks: [plants]}\n" + line, BEATS);

        assertThat(ThrownByEval.all(run()))
                .singleElement()
                .satisfies(thrown -> assertThat(thrown).hasStackTraceContaining(message));
        assertThat(server.calls()).hasValue(0);
    }

    @Test
    void claims_of_several_margins_are_rejected_before_a_call_that_one_of_them_may_not_need() {
        study(
                "deaf",
                "",
                "claims: [{claim: self-prediction-beats-cross-prediction, margin: 0.05}, {claim: self-prediction-beats-cross-prediction, margin: 0.1}]");
        parameters.put("inward.sequential", "true");

        assertThat(ThrownByEval.all(run()))
                .singleElement()
                .satisfies(
                        thrown ->
                                assertThat(thrown)
                                        .hasStackTraceContaining(
                                                "has the margins 0.05 and 0.1 at 'claims', but a run with -Dinward.sequential=true collects items until one margin is decided. Give all claims one margin, set -Dinward.margin=0.05"));
        assertThat(server.calls()).hasValue(0);

        parameters.put("inward.margin", "0.05");
        assertThat(ThrownByEval.all(run())).isNotEmpty();
        assertThat(server.calls()).hasPositiveValue();
    }

    @Test
    void variants_with_a_prompt_of_another_question_are_counted() throws IOException {
        study(
                "deaf",
                "variants: {of: [{name: plain}, {name: more, modify: increment}]}",
                NO_ADVANTAGE);

        run();

        // Each number but the first is the number before it plus 1.
        JsonNode verdict = verdicts().get(0);
        assertThat(verdict.at("/counts/items").asInt()).isEqualTo(121);
        assertThat(verdict.at("/counts/leftOutVariants").asInt()).isEqualTo(119);
        assertThat(summary()).contains("119 variants are not scored");
    }

    @Test
    void a_plan_counts_the_calls_of_all_stages_and_makes_none() {
        study(
                "learner",
                "variants: {of: [{name: plain}, {name: calm, system: Be calm.}]}\nfew-shot: {shots: 5, values: other-model, model: deaf}",
                BEATS);
        parameters.put("inward.plan", "true");

        assertThat(ThrownByEval.all(run()))
                .singleElement()
                .satisfies(thrown -> assertThat(thrown).isInstanceOf(TestAbortedException.class));

        assertThat(server.calls()).hasValue(0);
        String planned = console.printed();
        parameters.remove("inward.plan");
        run();
        assertThat(planned).containsPattern("all +0 +" + server.calls() + " ");
    }

    @Test
    void a_plan_leaves_the_files_of_an_earlier_run_as_they_are() throws IOException {
        study("deaf", "variants: {of: [inward/moods]}", BEATS);
        run();
        Path predictions = folder.resolve("reports/studies/personas/hypothetical.jsonl");
        String written = Files.readString(predictions);
        parameters.put("inward.plan", "true");
        parameters.put("inward.items", "10");

        run();

        assertThat(predictions).hasContent(written);
    }

    @Test
    void an_unknown_study_is_an_error_with_the_nearest_name() {
        write("studies/persona.yaml", "");

        assertThat(ThrownByEval.all(run()))
                .singleElement()
                .satisfies(
                        thrown ->
                                assertThat(thrown)
                                        .hasStackTraceContaining("no study 'personas' in ")
                                        .hasStackTraceContaining("Did you mean 'persona'?"));
    }

    private void study(String predictors, String design, String claims) {
        study(predictors, design, claims, "first_word");
    }

    private void study(String predictors, String design, String claims, String properties) {
        write(
                "studies/personas.yaml",
                """
                question: Does self-prediction follow a persona?
                targets: [follower]
                predictors: [%s]
                tasks: [animals]
                properties: [%s]
                %s
                %s
                """
                        .formatted(predictors, properties, design, claims));
    }

    private void task(String name, int items) {
        write(
                "tasks/" + name + ".yaml",
                """
                name: %s
                origin: Made for this test.
                prompts:
                  object-level: "Which animal goes with number {number} of %s?"
                  hypothetical: 'If asked "{prompt}": {question}'
                properties: [first_word, first_character]
                items:
                  %s
                """
                        .formatted(
                                name,
                                name,
                                IntStream.range(0, items)
                                        .mapToObj(i -> "- {number: " + i + "}")
                                        .collect(Collectors.joining("\n  "))));
    }

    private Events run() {
        PartsOfRuns.remove(folder.resolve("reports"));
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameters(parameters)
                .selectors(selectClass(Personas.class))
                .execute()
                .allEvents();
    }

    private List<JsonNode> verdicts() throws IOException {
        JsonNode file = JSON.readTree(folder.resolve("reports/verdicts.json").toFile());
        List<JsonNode> verdicts = new ArrayList<>();
        file.path("verdicts").forEach(verdicts::add);
        return verdicts;
    }

    private String summary() throws IOException {
        return Files.readString(folder.resolve("reports/summary.md")).replace("\\", "");
    }

    private Path evals() {
        return folder.resolve("evals");
    }

    private void write(String file, String text) {
        try {
            Path path = evals().resolve(file);
            Files.createDirectories(path.resolveSibling("."));
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
