package dev.inward.junit;

import static dev.inward.InwardAssertions.assertThat;
import static dev.inward.Margin.percentagePoints;
import static dev.inward.knowntruth.KnownTruthEvals.identified;
import static dev.inward.knowntruth.KnownTruthEvals.knowing;
import static dev.inward.knowntruth.KnownTruthEvals.sometimes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.IntrospectionEval;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.knowntruth.PartsOfRuns;
import dev.inward.knowntruth.ThrownByEval;
import dev.inward.verdict.Evidence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import org.opentest4j.AssertionFailedError;

/** New versions of known-truth models, compared with a baseline of the old version. */
@Isolated("The evals inside print to the console.")
@Tag("slow")
class RegressionGateEvalTest {

    @TempDir static Path baselineFolder;
    @TempDir Path testFolder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();

    private final Map<String, String> parameters = new HashMap<>();
    private Path folder = Path.of("");

    static class FirstCharacter {
        @IntrospectionEval("first_character")
        void self_prediction_beats_cross_prediction(Evidence evidence) {
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(1));
        }
    }

    static class FirstCharacterByOther {
        @IntrospectionEval(value = "first_character", predictors = "other")
        void self_prediction_beats_cross_prediction(Evidence evidence) {
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(1));
        }
    }

    static class FirstWord {
        @IntrospectionEval("first_word")
        void self_prediction_beats_cross_prediction(Evidence evidence) {
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(1));
        }
    }

    /** One run writes the baseline. Each test gets a copy of all files of that run. */
    @BeforeEach
    void copy_the_baseline_of_a_model_that_predicts_itself_in_nine_of_ten_cases()
            throws IOException {
        parameters.put("inward.inconclusive", "abort");
        // No test here needs classifiers, and their training takes most of the time of a run.
        parameters.put("inward.classifiers", "false");
        if (!Files.exists(baselineFolder.resolve("baselines"))) {
            workIn(baselineFolder);
            versions();
            parameters.put("inward.target", "old");
            parameters.put("inward.predictors", "stranger");
            write(FirstCharacter.class);
        }
        copy(baselineFolder, testFolder);
        workIn(testFolder);
        parameters.put("inward.target", "same");
        parameters.remove("inward.predictors");
        parameters.put("inward.baseline", baseline().toString());
    }

    private void workIn(Path place) {
        folder = place;
        parameters.put("inward.evals", folder.resolve("evals").toString());
        parameters.put("inward.reports", folder.resolve("reports").toString());
        parameters.put("inward.home", folder.resolve("home").toString());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from).filter(Files::isRegularFile)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copied = to.resolve(from.relativize(file));
                Files.createDirectories(copied.getParent());
                Files.copy(file, copied);
            }
        }
    }

    private void versions() {
        KnownTruthEvals.writeFew(
                folder.resolve("evals"),
                identified(sometimes("old", 0.9, 1)),
                identified(sometimes("same", 0.9, 1)),
                identified(sometimes("again", 0.9, 11)),
                identified(sometimes("damaged", 0.5, 3)),
                identified(sometimes("hotter", 0.9, 1), "sampling: temperature 1"),
                sometimes("unidentified", 0.9, 1),
                identified(knowing("patchy", "patches")),
                identified(sometimes("other", 0.3, 5)),
                identified(sometimes("stranger", 0.3, 2), "served: stranger-1"));
    }

    private void write(Class<?>... evals) {
        parameters.put("inward.baseline.write", baseline().toString());
        run(evals);
        parameters.remove("inward.baseline.write");
    }

    private Path baseline() {
        return folder.resolve("baselines/old.json");
    }

    @Test
    void the_same_model_as_new_version_passes() {
        parameters.put("inward.regression-margin", "0.15");

        assertThat(run(FirstCharacter.class).succeeded().count()).isEqualTo(2);
        assertThat(exitCode()).isEqualTo("0");
        assertThat(console.printed())
                .containsPattern("all 1 cells .* 0.150 +PASS")
                .containsPattern("figure +n +old +new +difference +margin +verdict")
                .containsPattern("first_character +same +stranger .* 0.150 +PASS");
    }

    @Test
    void an_equally_good_version_with_other_random_draws_does_not_fail() {
        parameters.put("inward.target", "again");

        assertThat(run(FirstCharacter.class).failed().count()).isZero();
        assertThat(verdicts()).doesNotContain("\"FAIL\"");
    }

    @Test
    void a_damaged_version_fails_although_its_own_claim_passes() {
        parameters.put("inward.target", "damaged");

        List<Throwable> thrown = ThrownByEval.all(run(FirstCharacter.class).failed());

        assertThat(thrown.get(1))
                .hasMessageContaining("Expecting, on all 1 cells of the baseline")
                .hasMessageContaining("1 cells have fallen: first_character of damaged");
        assertThat(thrown.get(0))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("Expecting, on first_character of damaged, predicted by")
                .hasMessageContaining("not to have fallen by 5.0 percentage points")
                .hasMessageContaining("the verdict is FAIL")
                .hasMessageContaining("among all cells of the gate");
        assertThat(exitCode()).isEqualTo("1");
        assertThat(verdicts())
                .contains("the advantage not to have fallen by 5.0 percentage points")
                .contains("\"adjustedP\"")
                .contains("\"oldAdvantage\"");
    }

    @Test
    void if_both_fail_one_failure_is_suppressed_in_the_other() {
        parameters.putAll(Map.of("inward.target", "damaged", "inward.margin", "0.9"));

        Throwable thrown = ThrownByEval.all(run(FirstCharacter.class).failed()).get(0);

        assertThat(thrown).hasMessageContaining("not to have fallen");
        assertThat(thrown.getSuppressed()).hasSize(1);
        assertThat(thrown.getSuppressed()[0]).hasMessageContaining("beat cross-prediction");
    }

    @Test
    void a_missing_baseline_is_an_error_with_the_command_that_writes_one() {
        parameters.put("inward.baseline", folder.resolve("nowhere.json").toString());

        assertThat(ThrownByEval.in(all(FirstCharacter.class).failed()))
                .hasMessageContaining("there is no baseline at")
                .hasMessageContaining("-Dinward.baseline.write=");
        assertThat(exitCode()).isEqualTo("3");
    }

    @Test
    void a_sequential_run_with_a_baseline_is_an_error() {
        parameters.put("inward.sequential", "true");

        assertThat(ThrownByEval.in(all(FirstCharacter.class).failed()))
                .hasMessageContaining("a baseline holds all items of a comparison")
                .hasMessageContaining("omit one of the two");
    }

    @Test
    void a_damaged_baseline_is_an_error() throws IOException {
        Files.writeString(
                baseline(),
                Files.readString(baseline()).replace("\"x", "\"y").replace("\"1", "\"7"));

        assertThat(ThrownByEval.in(all(FirstCharacter.class).failed()))
                .hasMessageContaining("cannot be read")
                .hasMessageContaining("is not a known outcome. The known outcomes are: 10x-.");
    }

    @Test
    void other_data_make_it_inconclusive() throws IOException {
        Path task = folder.resolve("evals/tasks/numbers.yaml");
        Files.writeString(task, Files.readString(task).replace("7, 8", "21, 22"));

        assertInconclusive("the baseline uses other data: the hash is");
    }

    @Test
    void other_hypothetical_prompts_make_it_inconclusive() throws IOException {
        Path task = folder.resolve("evals/tasks/numbers.yaml");
        Files.writeString(
                task,
                Files.readString(task)
                        .replace("asked: {prompt} {question}", "asked: {prompt}  {question}"));

        assertInconclusive("the baseline uses other hypothetical prompts");
    }

    @Test
    void other_sampling_parameters_make_it_inconclusive() {
        parameters.put("inward.target", "hotter");

        assertInconclusive("differ: temperature 0 in the baseline and temperature 1 in this run");
    }

    @Test
    void unknown_sampling_parameters_make_it_inconclusive() {
        parameters.put("inward.target", "unidentified");

        assertInconclusive("'unidentified' does not state its sampling parameters");
    }

    @Test
    void another_served_predictor_makes_it_inconclusive() throws IOException {
        replaceInModels("served: stranger-1", "served: stranger-2");
        parameters.put("inward.home", folder.resolve("empty").toString());

        assertInconclusive("is served by another model: stranger-1 in the baseline and stranger-2");
    }

    @Test
    void another_requested_predictor_makes_it_inconclusive() throws IOException {
        replaceInModels("served: stranger-1", "served: stranger-1, id: stranger-mini");

        assertInconclusive(
                "is another model: stranger in the baseline and stranger-mini in this run");
    }

    @Test
    void missing_answers_make_it_inconclusive() {
        parameters.put("inward.target", "patchy");

        assertInconclusive("have no answer");
    }

    private void replaceInModels(String oldText, String newText) throws IOException {
        Path models = folder.resolve("evals/models.yaml");
        Files.writeString(models, Files.readString(models).replace(oldText, newText));
    }

    private void assertInconclusive(String reason) {
        ThrownByEval.assertInconclusiveGate(run(FirstCharacter.class).aborted(), reason);
        assertThat(exitCode()).isEqualTo("2");
        assertThat(verdicts()).contains(reason.substring(0, 10));
    }

    @Test
    void an_inconclusive_gate_can_fail_its_test_but_a_single_cell_cannot() {
        parameters.putAll(Map.of("inward.target", "hotter", "inward.inconclusive", "fail"));

        Events events = run(FirstCharacter.class);

        assertThat(ThrownByEval.in(events.aborted()))
                .hasMessageContaining("Expecting, on first_character of hotter");
        assertThat(ThrownByEval.in(events.failed()))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("Expecting, on all 1 cells of the baseline")
                .hasMessageContaining(
                        "1 of the advantages and contrasts cannot be compared with the baseline");
        assertThat(exitCode()).isEqualTo("2");
    }

    @Test
    void the_claim_over_two_cells_is_one_test_and_one_verdict() throws IOException {
        parameters.put("inward.regression-margin", "0.15");
        withTwoCells();

        Events events = run(FirstCharacter.class, FirstWord.class);

        assertThat(events.succeeded().count()).isEqualTo(3);
        assertThat(exitCode()).isEqualTo("0");
        JsonNode gate = new ObjectMapper().readTree(verdicts()).path("gate");
        assertThat(gate.path("verdict").asText()).isEqualTo("PASS");
        assertThat(gate.path("cells").asInt()).isEqualTo(2);
        assertThat(gate.path("open")).isEmpty();
        assertThat(gate.path("change").path("differenceLowerBound").asDouble())
                .isBetween(-0.15, 0.0);
        assertThat(console.printed())
                .containsPattern("all 2 cells .* 0.150 +PASS")
                .contains("PASS: all 2 cells together: the mean advantage has changed by at least");
        assertThat(read("summary.md"))
                .contains("| all 2 cells |")
                .contains("PASS, all 2 cells, expecting the mean advantage over all cells");
    }

    @Test
    void a_run_without_a_baseline_has_no_gate() {
        parameters.remove("inward.baseline");
        parameters.put("inward.predictors", "stranger");

        assertThat(run(FirstCharacter.class).succeeded().count()).isEqualTo(1);
        assertThat(verdicts()).doesNotContain("\"gate\"");
        assertThat(console.printed()).doesNotContain("all 1 cells");
    }

    private void withTwoCells() {
        parameters.remove("inward.baseline");
        parameters.putAll(Map.of("inward.target", "old", "inward.predictors", "stranger"));
        write(FirstCharacter.class, FirstWord.class);
        parameters.put("inward.baseline", baseline().toString());
        parameters.put("inward.target", "same");
    }

    @Test
    void a_cell_of_the_baseline_that_is_not_executed_fails_the_run() {
        parameters.remove("inward.baseline");
        parameters.putAll(Map.of("inward.target", "old", "inward.predictors", "stranger"));
        write(FirstCharacter.class, FirstWord.class);
        parameters.put("inward.baseline", baseline().toString());

        assertThatThrownBy(() -> run(FirstCharacter.class))
                .hasMessageContaining("1 cells of the baseline were not executed")
                .hasMessageContaining("first_word of old, predicted by stranger");
        assertThat(exitCode()).isEqualTo("3");
    }

    @Test
    void a_p_value_is_adjusted_for_all_cells_of_the_baseline() throws IOException {
        parameters.remove("inward.baseline");
        parameters.putAll(Map.of("inward.target", "old", "inward.predictors", "stranger"));
        write(FirstCharacter.class, FirstWord.class);
        parameters.put("inward.baseline", baseline().toString());
        parameters.put("inward.target", "damaged");

        run(FirstCharacter.class, FirstWord.class);

        JsonNode first =
                new ObjectMapper()
                        .readTree(verdicts())
                        .path("verdicts")
                        .valueStream()
                        .map(verdict -> verdict.path("regression"))
                        .filter(JsonNode::isObject)
                        .findFirst()
                        .orElseThrow();
        assertThat(first.path("adjustedP").asDouble()).isEqualTo(2 * first.path("p").asDouble());
    }

    @Test
    void a_cell_that_is_not_in_the_baseline_is_inconclusive() {
        parameters.put("inward.regression-margin", "0.15");
        run(FirstCharacter.class);
        assertThat(exitCode()).isEqualTo("0");

        Events events = run(FirstCharacter.class, FirstWord.class);

        assertThat(ThrownByEval.all(events.aborted()))
                .hasSize(2)
                .last()
                .satisfies(
                        thrown ->
                                assertThat(thrown)
                                        .hasMessageContaining("on all 1 cells of the baseline"));
        assertThat(ThrownByEval.all(events.aborted()).get(0))
                .hasMessageContaining("first_word of same, predicted by stranger")
                .hasMessageContaining("the baseline %s has no such cell".formatted(baseline()));
        assertThat(exitCode()).isEqualTo("2");
        assertThat(console.printed())
                .contains("INCONCLUSIVE: first_word of same, predicted by stranger");
    }

    @Test
    void a_property_has_the_predictors_that_it_has_in_the_baseline() throws IOException {
        replaceInModels("models:", "default-targets: [old, stranger]\nmodels:");
        parameters.remove("inward.baseline");
        parameters.putAll(Map.of("inward.target", "old", "inward.regression-margin", "0.15"));
        write(FirstCharacterByOther.class, FirstWord.class);
        parameters.put("inward.baseline", baseline().toString());

        Events events = run(FirstCharacterByOther.class, FirstWord.class);

        assertThat(events.succeeded().count()).isEqualTo(3);
        assertThat(exitCode()).isEqualTo("0");
    }

    @Test
    void an_unclear_new_version_is_an_error_before_the_first_call() {
        parameters.put("inward.target", "same,again");
        parameters.put("inward.predictors", "stranger");

        assertThat(all(FirstCharacter.class).failed().stream().findFirst().orElseThrow().toString())
                .contains("ambiguous which target of the baseline is the old version of 'same'")
                .contains("the baseline has old and this run has again, same")
                .contains("-Dinward.target=");
        assertThat(console.printed()).doesNotContain(" answers");
    }

    @Test
    void a_baseline_has_the_same_bytes_in_each_run_and_one_value_on_each_line() throws IOException {
        byte[] first = Files.readAllBytes(baseline());
        parameters.remove("inward.baseline");
        parameters.putAll(Map.of("inward.target", "old", "inward.predictors", "stranger"));
        write(FirstCharacter.class);

        assertThat(baseline()).hasBinaryContent(first);
        assertThat(Files.readAllLines(baseline()))
                .contains("      \"property\" : \"first_character\",")
                .anyMatch(line -> line.matches(" +\"self\" : \"[01]{64}\","))
                .anyMatch(line -> line.matches(" +\"cross\" : \"[01]{64}\""))
                .anyMatch(line -> line.matches(" +\"data\" : \"[0-9a-f]{64}\","))
                .anyMatch(line -> line.contains("\"stranger-1\""));
    }

    @Test
    void a_run_with_missing_answers_writes_no_baseline() {
        parameters.remove("inward.baseline");
        parameters.putAll(Map.of("inward.target", "patchy", "inward.predictors", "stranger"));

        assertThatThrownBy(() -> write(FirstCharacter.class))
                .hasMessageContaining("no baseline is written")
                .hasMessageContaining("have no answer");
    }

    private Events run(Class<?>... evals) {
        return results(evals).testEvents();
    }

    private Events all(Class<?>... evals) {
        return results(evals).allEvents();
    }

    private EngineExecutionResults results(Class<?>... evals) {
        PartsOfRuns.remove(folder.resolve("reports"));
        var kit = EngineTestKit.engine("junit-jupiter").configurationParameters(parameters);
        for (Class<?> eval : evals) {
            kit.selectors(selectClass(eval));
        }
        return kit.execute();
    }

    private String exitCode() {
        return read("exit-code").strip();
    }

    private String verdicts() {
        return read("verdicts.json");
    }

    private String read(String report) {
        try {
            return Files.readString(folder.resolve("reports").resolve(report));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
