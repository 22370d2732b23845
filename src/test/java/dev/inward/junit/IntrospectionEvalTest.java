package dev.inward.junit;

import static dev.inward.InwardAssertions.assertThat;
import static dev.inward.Margin.percentagePoints;
import static dev.inward.knowntruth.KnownTruthEvals.knowing;
import static dev.inward.knowntruth.KnownTruthEvals.saying;
import static dev.inward.knowntruth.KnownTruthEvals.sometimes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.displayName;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;
import static org.junit.platform.testkit.engine.EventConditions.test;

import dev.inward.Control;
import dev.inward.IntrospectionEval;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.knowntruth.PartsOfRuns;
import dev.inward.knowntruth.ThrownByEval;
import dev.inward.model.UnusableModelException;
import dev.inward.property.AnswerFormat;
import dev.inward.property.BehavioralProperty;
import dev.inward.verdict.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs evals of known-truth models on the JUnit Platform, with correct and with wrong settings. */
@Isolated("The evals inside print to the console.")
class IntrospectionEvalTest {

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();

    private final Map<String, String> parameters = new HashMap<>();

    @BeforeEach
    void configure_known_truth_models() {
        KnownTruthEvals.write(
                folder.resolve("evals"),
                knowing("oracle", "itself"),
                saying("guesser", "e"),
                sometimes("noisy", 0.45, 1),
                sometimes("other", 0.4, 2),
                knowing("absent", "silence"),
                knowing("patchy", "patches"));
        parameters.put("inward.evals", folder.resolve("evals").toString());
        parameters.put("inward.reports", folder.resolve("reports").toString());
        parameters.put("inward.home", folder.resolve("home").toString());
        parameters.put("inward.classifiers", "false");
        parameters.put("inward.target", "oracle");
        parameters.put("inward.predictors", "guesser");
        parameters.put("inward.inconclusive", "abort");
    }

    static class FirstCharacter {
        @IntrospectionEval("first_character")
        void self_prediction_beats_cross_prediction(Evidence evidence) {
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(5));
        }
    }

    @Test
    void an_invocation_has_the_name_of_its_target_and_predictor() {
        parameters.put("inward.predictors", "guesser, other");

        run(FirstCharacter.class)
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                test(),
                                displayName("oracle, predicted by guesser"),
                                finishedSuccessfully()))
                .haveExactly(
                        1,
                        event(
                                test(),
                                displayName("oracle, predicted by other"),
                                finishedSuccessfully()));
    }

    @Test
    void a_run_ends_with_progress_a_table_of_verdicts_and_the_page_of_the_paper() {
        run(FirstCharacter.class);

        assertThat(console.printed()).startsWith("inward: ");
        assertThat(
                        console.printed()
                                .lines()
                                .filter(line -> !line.isBlank())
                                .filter(line -> !line.contains("default identity")))
                .hasSize(6)
                .endsWith(
                        "inward: the figures of the paper beside those of this run: "
                                + folder.resolve("reports/the-paper-and-this-run.md"))
                .element(4, STRING)
                .startsWith("first_character  oracle  guesser")
                .endsWith("PASS");
    }

    @Test
    void several_targets_predict_each_other_and_not_themselves() {
        parameters.put("inward.target", "oracle,guesser");
        parameters.put("inward.predictors", "oracle,guesser");

        assertThat(run(FirstCharacter.class).started().count()).isEqualTo(2);
    }

    @Test
    void a_failed_claim_fails_the_test_with_its_figures() {
        parameters.put("inward.predictors", "other");
        parameters.put("inward.margin", "0.9");

        assertThat(failure(FirstCharacter.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting, on first_character of oracle, predicted by other")
                .hasMessageContaining("beat cross-prediction by at least 90.0 percentage points")
                .hasMessageContaining("the verdict is FAIL")
                .hasMessageContaining("below the margin of +0.900")
                .hasMessageContaining("self 1.000 [")
                .hasMessageContaining("items, ")
                .hasMessageContaining("claim ladder: not reached 1; not tested 2, 3")
                .hasMessageContaining("verdicts.json and index.html");
    }

    /** A log shows a message several times, and a reader wants the line of the eval. */
    @Test
    void a_failed_claim_is_told_in_twelve_lines_and_points_to_the_eval() {
        parameters.put("inward.predictors", "other");
        parameters.put("inward.margin", "0.9");

        Throwable failure = failure(FirstCharacter.class);

        assertThat(String.valueOf(failure.getMessage()).strip().lines().count()).isBetween(8L, 12L);
        assertThat(failure.getStackTrace())
                .extracting(StackTraceElement::getClassName)
                .anyMatch(name -> name.startsWith(FirstCharacter.class.getName()))
                .noneMatch(name -> name.startsWith("dev.inward.assertion."));
    }

    @Test
    void a_verdict_is_a_report_entry_of_its_test() {
        parameters.put("inward.predictors", "other");
        parameters.put("inward.margin", "0.9");

        assertThat(
                        results(FirstCharacter.class)
                                .testEvents()
                                .reportingEntryPublished()
                                .map(event -> event.getRequiredPayload(ReportEntry.class))
                                .map(ReportEntry::getKeyValuePairs))
                .singleElement()
                .satisfies(
                        entry ->
                                assertThat(entry)
                                        .containsEntry("verdict", "FAIL")
                                        .containsEntry("target", "oracle")
                                        .containsEntry("self", "1.0000")
                                        .containsEntry("items", "400"));
    }

    @Test
    void the_verdict_is_on_disk_when_the_assertion_throws() throws IOException {
        parameters.put("inward.margin", "0.99");

        failure(FirstCharacter.class);

        assertThat(Files.readString(folder.resolve("reports/verdicts.json")))
                .contains("\"property\" : \"first_character\"")
                .contains("\"verdict\" : \"FAIL\"");
    }

    @Test
    void an_inconclusive_verdict_can_abort_the_test() {
        parameters.putAll(Map.of("inward.target", "noisy", "inward.predictors", "other"));

        Events tests = run(FirstCharacter.class);

        assertThat(tests.aborted().count()).isEqualTo(1);
        assertThat(thrown(tests)).hasMessageContaining("items in total would settle it");
    }

    @Test
    void an_inconclusive_verdict_can_fail_the_test() {
        parameters.putAll(Map.of("inward.target", "noisy", "inward.predictors", "other"));
        parameters.put("inward.inconclusive", "fail");

        assertThat(failure(FirstCharacter.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the verdict is INCONCLUSIVE");
    }

    @Test
    void a_model_that_is_often_unreachable_makes_the_verdict_inconclusive_with_the_reason() {
        parameters.put("inward.predictors", "patchy");

        assertThat(thrown(run(FirstCharacter.class)))
                .hasMessageContaining("have no answer")
                .hasMessageContaining("connection refused");
    }

    @Test
    void a_model_that_is_never_reachable_is_an_error_with_the_reason_also_locally()
            throws IOException {
        parameters.put("inward.predictors", "absent");

        assertThat(failure(FirstCharacter.class))
                .isInstanceOf(UnusableModelException.class)
                .hasMessageContaining("model 'absent'")
                .hasMessageContaining("connection refused");
        assertThat(folder.resolve("reports/exit-code")).hasContent("3");
    }

    static class OwnProperty {
        static final BehavioralProperty OWN =
                BehavioralProperty.named("initial")
                        .askedAs("What is the first character of your answer?")
                        .answeredWith(AnswerFormat.SINGLE_CHARACTER)
                        .computedFromResponse(answer -> Optional.of(answer.substring(0, 1)));

        @IntrospectionEval("initial")
        void self_prediction_beats_cross_prediction(Evidence evidence) {
            assertThat(evidence).selfPredictionBeatsCrossPrediction().byTheMargin();
        }
    }

    @Test
    void an_eval_class_can_declare_its_own_property() {
        assertThat(run(OwnProperty.class).succeeded().count()).isEqualTo(1);
    }

    static class Clone {
        @IntrospectionEval(value = "first_character", control = Control.CLONE)
        void a_copy_is_not_beaten(Evidence evidence) {
            assertThat(evidence).selfPredictionIsNotShownToBeatCrossPrediction(percentagePoints(5));
        }
    }

    @Test
    void a_clone_control_brings_its_own_predictor() {
        run(Clone.class)
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                test(),
                                displayName("oracle, predicted by copy of oracle"),
                                finishedSuccessfully()));
    }

    static class ControlOfAPass {
        @IntrospectionEval("first_character")
        void a_control_on_models_with_a_real_advantage(Evidence evidence) {
            assertThat(evidence).selfPredictionIsNotShownToBeatCrossPrediction(percentagePoints(5));
        }
    }

    @Test
    void a_control_that_passes_is_a_failed_test() {
        assertThat(failure(ControlOfAPass.class))
                .hasMessageContaining("the verdict is FAIL")
                .hasMessageContaining("cannot be trusted");
    }

    @Test
    void a_control_without_enough_answers_is_aborted() {
        parameters.put("inward.predictors", "patchy");

        assertThat(run(ControlOfAPass.class).aborted().count()).isEqualTo(1);
    }

    @Test
    void an_unknown_model_is_reported_with_the_nearest_and_all_names() {
        parameters.put("inward.target", "orakle");

        assertThat(failure(FirstCharacter.class))
                .hasMessageContaining("the eval FirstCharacter.self_prediction")
                .hasMessageContaining("there is no model 'orakle'")
                .hasMessageContaining("Did you mean 'oracle'?")
                .hasMessageContaining("absent, guesser, noisy, oracle, other, patchy");
    }

    static class UnknownProperty {
        @IntrospectionEval("first_charakter")
        void claim(Evidence evidence) {
            assertThat(evidence).selfPredictionBeatsModeBaseline();
        }
    }

    @Test
    void an_unknown_property_is_reported_with_the_nearest_name() {
        assertThat(failure(UnknownProperty.class))
                .hasMessageContaining("'first_charakter'")
                .hasMessageContaining("'first_character'");
    }

    static class UnknownTask {
        @IntrospectionEval(value = "first_character", tasks = "number")
        void claim(Evidence evidence) {
            assertThat(evidence).selfPredictionBeatsModeBaseline();
        }
    }

    @Test
    void an_unknown_task_is_reported_with_the_nearest_name() {
        assertThat(failure(UnknownTask.class))
                .hasMessageContaining("there is no task 'number'")
                .hasMessageContaining("Did you mean 'numbers'?");
    }

    @Test
    void a_predictor_equal_to_the_target_is_an_error() {
        parameters.put("inward.predictors", "oracle");

        assertThat(failure(FirstCharacter.class))
                .hasMessageContaining("'oracle' is both target and predictor");
    }

    @Test
    void an_impossible_margin_is_an_error() {
        parameters.put("inward.margin", "1");

        assertThat(failure(FirstCharacter.class))
                .hasMessageContaining("inward.margin is '1'")
                .hasMessageContaining("above -1 and below 1");
    }

    @Test
    void zero_items_are_an_error() {
        parameters.put("inward.items", "0");

        assertThat(failure(FirstCharacter.class))
                .hasMessageContaining("inward.items is '0'; expected a whole number of at least 1");
    }

    @Test
    void a_seed_that_is_not_a_number_is_an_error() {
        parameters.put("inward.seed", "one");

        assertThat(failure(FirstCharacter.class))
                .hasMessageContaining("inward.seed is 'one'; expected a whole number");
    }

    static class WrongParameter {
        @IntrospectionEval("first_character")
        void claim(String evidence) {
            assertThat(evidence).isNotEmpty();
        }
    }

    @Test
    void a_wrong_method_parameter_is_reported_with_the_right_one() {
        assertThat(failure(WrongParameter.class))
                .hasMessageContaining("WrongParameter.claim")
                .hasMessageContaining("its parameters are (String)")
                .hasMessageContaining("write claim(Evidence evidence)");
    }

    static class SecondParameter {
        @IntrospectionEval("first_character")
        void claim(Evidence evidence, String more) {
            assertThat(evidence).as(more).selfPredictionBeatsModeBaseline();
        }
    }

    @Test
    void a_second_method_parameter_is_an_error() {
        assertThat(failure(SecondParameter.class))
                .hasMessageContaining("its parameters are (Evidence, String)");
    }

    static class BuiltInName {
        static final BehavioralProperty OWN =
                BehavioralProperty.named("first_character")
                        .askedAs("What is the first character of your answer, in capitals?")
                        .answeredWith(AnswerFormat.SINGLE_CHARACTER)
                        .computedFromResponse(answer -> Optional.of("A"));

        @IntrospectionEval("first_character")
        void claim(Evidence evidence) {
            assertThat(evidence).selfPredictionBeatsModeBaseline();
        }
    }

    @Test
    void a_declared_property_cannot_have_the_name_of_a_built_in_property() {
        assertThat(failure(BuiltInName.class))
                .hasMessageContaining("a built-in property has this name");
    }

    @Test
    void an_unknown_policy_is_an_error_without_an_inconclusive_verdict() {
        parameters.put("inward.inconclusive", "maybe");

        assertThat(failure(FirstCharacter.class))
                .hasMessageContaining("inward.inconclusive is 'maybe'; expected 'fail' or 'abort'");
    }

    @Test
    void a_wrong_value_for_a_plan_leaves_no_result_of_an_earlier_run() throws IOException {
        run(FirstCharacter.class);
        parameters.put("inward.plan", "yes");

        assertThat(failure(FirstCharacter.class))
                .hasMessageContaining("inward.plan is 'yes'; expected 'true' or 'false'");
        assertThat(folder.resolve("reports/exit-code")).hasContent("3");
    }

    @Test
    void permuted_labels_need_models_that_can_be_finetuned() {
        assertThat(failure(Permuted.class)).hasMessageContaining("cannot be finetuned");
    }

    static class Permuted {
        @IntrospectionEval(value = "first_character", control = Control.PERMUTED_LABELS)
        void claim(Evidence evidence) {
            assertThat(evidence).selfPredictionIsNotShownToBeatCrossPrediction(percentagePoints(5));
        }
    }

    @Test
    void a_run_without_verdicts_removes_those_of_an_earlier_run() throws IOException {
        run(FirstCharacter.class);
        parameters.put("inward.target", "unknown");

        failure(FirstCharacter.class);

        assertThat(Files.readString(folder.resolve("reports/verdicts.json")))
                .doesNotContain("PASS");
    }

    static class ClaimsNothing {
        @IntrospectionEval("first_character")
        void claim(Evidence evidence) {
            assertThat(evidence).selfPredictionBeatsCrossPrediction();
        }
    }

    @Test
    void an_eval_without_a_claim_is_an_error() {
        assertThat(failure(ClaimsNothing.class))
                .hasMessageContaining("makes no claim about its evidence");
    }

    @Test
    void a_missing_evals_folder_is_reported_with_its_parameter() {
        parameters.put("inward.evals", folder.resolve("nowhere").toString());

        assertThat(failure(FirstCharacter.class))
                .hasMessageContaining("there is no models file at")
                .hasMessageContaining("-Dinward.evals=");
    }

    @Test
    void a_damaged_checkpoint_is_reported_with_the_fix() throws IOException {
        Path lab = Files.createDirectories(folder.resolve("evals/lab"));
        Files.copy(Path.of("evals/lab/manifest.json"), lab.resolve("manifest.json"));
        byte[] weights = Files.readAllBytes(Path.of("evals/lab/atlas.weights"));
        weights[1000] ^= 1;
        Files.write(lab.resolve("atlas.weights"), weights);
        KnownTruthEvals.write(
                folder.resolve("evals"),
                "atlas: {provider: lab, checkpoint: lab/atlas.weights}",
                knowing("oracle", "itself"));
        parameters.putAll(Map.of("inward.target", "oracle", "inward.predictors", "atlas"));

        assertThat(failure(FirstCharacter.class))
                .hasMessageContaining("atlas.weights of model 'atlas' is damaged")
                .hasMessageContaining("Restore it from version control");
    }

    private Events run(Class<?> eval) {
        return results(eval).testEvents();
    }

    private EngineExecutionResults results(Class<?> eval) {
        PartsOfRuns.remove(folder.resolve("reports"));
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(eval))
                .configurationParameters(parameters)
                .execute();
    }

    /** Returns the failure of the only failed test or container. */
    private Throwable failure(Class<?> eval) {
        Events all = results(eval).allEvents();
        assertThat(all.failed().count()).as("failures").isEqualTo(1);
        return thrown(all);
    }

    private static Throwable thrown(Events events) {
        return ThrownByEval.in(events.finished());
    }
}
