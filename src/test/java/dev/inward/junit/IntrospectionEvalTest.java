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
import dev.inward.knowntruth.Thrown;
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
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs evals of models of known truth on the JUnit Platform, as users do, right and wrong. */
class IntrospectionEvalTest {

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();

    private final Map<String, String> parameters = new HashMap<>();

    @BeforeEach
    void models_of_known_truth() {
        KnownTruthEvals.write(
                folder.resolve("evals"),
                knowing("oracle", "itself"),
                saying("guesser", "e"),
                sometimes("noisy", 0.45, 1),
                sometimes("other", 0.4, 2),
                knowing("absent", "silence"));
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
    void an_invocation_is_a_target_with_a_predictor_and_is_named_so() {
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
    void a_run_ends_with_how_far_it_came_and_a_table_of_its_verdicts() {
        run(FirstCharacter.class);

        assertThat(console.printed()).startsWith("inward: ");
        assertThat(console.printed().lines().filter(l -> !l.isBlank()))
                .hasSize(4)
                .last(STRING)
                .startsWith("first_character  oracle  guesser")
                .endsWith("PASS");
    }

    @Test
    void several_targets_are_predicted_by_each_other_and_none_by_itself() {
        parameters.put("inward.target", "oracle,guesser");
        parameters.put("inward.predictors", "oracle,guesser");

        assertThat(run(FirstCharacter.class).started().count()).isEqualTo(2);
    }

    @Test
    void a_failed_claim_fails_the_test_with_all_its_figures() {
        parameters.put("inward.predictors", "other");
        parameters.put("inward.margin", "0.9");

        assertThat(failure(FirstCharacter.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expecting, on first_character of oracle, predicted by other")
                .hasMessageContaining("beat cross-prediction by at least 90.0 percentage points")
                .hasMessageContaining("the verdict is FAIL")
                .hasMessageContaining("below the margin of +0.900")
                .hasMessageContaining("self-prediction    1.000")
                .hasMessageContaining("items, ")
                .hasMessageContaining("mode strict: paired, macro average over tasks")
                .hasMessageContaining("mode authors      self 1.000 +- 0.000, cross ");
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
    void an_inconclusive_verdict_aborts_the_test_at_a_desk() {
        parameters.putAll(Map.of("inward.target", "noisy", "inward.predictors", "other"));

        Events tests = run(FirstCharacter.class);

        assertThat(tests.aborted().count()).isEqualTo(1);
        assertThat(thrown(tests)).hasMessageContaining("items in total would settle it");
    }

    @Test
    void an_inconclusive_verdict_fails_the_test_where_that_is_the_policy() {
        parameters.putAll(Map.of("inward.target", "noisy", "inward.predictors", "other"));
        parameters.put("inward.inconclusive", "fail");

        assertThat(failure(FirstCharacter.class))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the verdict is INCONCLUSIVE");
    }

    @Test
    void a_model_that_cannot_be_reached_leaves_the_verdict_open_and_says_why() {
        parameters.put("inward.predictors", "absent");

        assertThat(thrown(run(FirstCharacter.class)))
                .hasMessageContaining("have no answer")
                .hasMessageContaining("connection refused");
    }

    static class OwnProperty {
        static final BehavioralProperty OWN =
                BehavioralProperty.named("initial")
                        .askedAs("What is the first character of your answer?")
                        .answeredWith(AnswerFormat.SINGLE_CHARACTER)
                        .readOffResponse(answer -> Optional.of(answer.substring(0, 1)));

        @IntrospectionEval("initial")
        void self_prediction_beats_cross_prediction(Evidence evidence) {
            assertThat(evidence).selfPredictionBeatsCrossPrediction().byTheMargin();
        }
    }

    @Test
    void an_eval_class_can_declare_a_property_of_its_own() {
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
        void a_pass_where_none_may_be(Evidence evidence) {
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
    void a_control_on_answers_that_never_came_shows_nothing() {
        parameters.put("inward.predictors", "absent");

        assertThat(run(ControlOfAPass.class).aborted().count()).isEqualTo(1);
    }

    @Test
    void an_unknown_model_is_named_with_the_nearest_and_all_there_are() {
        parameters.put("inward.target", "orakle");

        assertThat(failure(FirstCharacter.class))
                .hasMessageContaining("the eval FirstCharacter.self_prediction")
                .hasMessageContaining("there is no model 'orakle'")
                .hasMessageContaining("Did you mean 'oracle'?")
                .hasMessageContaining("absent, guesser, noisy, oracle, other");
    }

    static class UnknownProperty {
        @IntrospectionEval("first_charakter")
        void claim(Evidence evidence) {
            assertThat(evidence).selfPredictionBeatsModeBaseline();
        }
    }

    @Test
    void an_unknown_property_is_named_with_the_nearest() {
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
    void an_unknown_task_is_named_with_the_nearest() {
        assertThat(failure(UnknownTask.class))
                .hasMessageContaining("there is no task 'number'")
                .hasMessageContaining("Did you mean 'numbers'?");
    }

    @Test
    void a_predictor_equal_to_the_target_is_refused() {
        parameters.put("inward.predictors", "oracle");

        assertThat(failure(FirstCharacter.class))
                .hasMessageContaining("'oracle' is both target and predictor");
    }

    @Test
    void a_margin_that_no_difference_can_exceed_is_refused() {
        parameters.put("inward.margin", "1");

        assertThat(failure(FirstCharacter.class))
                .hasMessageContaining("inward.margin is '1'")
                .hasMessageContaining("above -1 and below 1");
    }

    @Test
    void zero_items_are_refused() {
        parameters.put("inward.items", "0");

        assertThat(failure(FirstCharacter.class)).hasMessageContaining("at least 1 item, got 0");
    }

    @Test
    void a_number_that_is_none_is_refused() {
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
    void a_method_with_the_wrong_parameter_is_told_the_right_one() {
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
    void a_second_parameter_is_refused_before_any_work() {
        assertThat(failure(SecondParameter.class))
                .hasMessageContaining("its parameters are (Evidence, String)");
    }

    static class ShippedName {
        static final BehavioralProperty OWN =
                BehavioralProperty.named("first_character")
                        .askedAs("What is the first character of your answer, in capitals?")
                        .answeredWith(AnswerFormat.SINGLE_CHARACTER)
                        .readOffResponse(answer -> Optional.of("A"));

        @IntrospectionEval("first_character")
        void claim(Evidence evidence) {
            assertThat(evidence).selfPredictionBeatsModeBaseline();
        }
    }

    @Test
    void a_declared_property_may_not_take_the_name_of_one_that_ships() {
        assertThat(failure(ShippedName.class))
                .hasMessageContaining("a name stands for one property");
    }

    @Test
    void a_policy_that_is_none_is_refused_even_where_every_verdict_is_clear() {
        parameters.put("inward.inconclusive", "maybe");

        assertThat(failure(FirstCharacter.class))
                .hasMessageContaining("inward.inconclusive is 'maybe'; expected 'fail' or 'abort'");
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
    void a_run_in_which_nothing_was_judged_leaves_no_verdict_of_an_earlier_one()
            throws IOException {
        run(FirstCharacter.class);
        parameters.put("inward.target", "nobody");

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
    void an_eval_that_claims_nothing_is_an_error() {
        assertThat(failure(ClaimsNothing.class)).hasMessageContaining("claims nothing");
    }

    @Test
    void a_missing_evals_folder_is_named_with_the_parameter_that_moves_it() {
        parameters.put("inward.evals", folder.resolve("nowhere").toString());

        assertThat(failure(FirstCharacter.class))
                .hasMessageContaining("there is no models file at")
                .hasMessageContaining("-Dinward.evals=");
    }

    @Test
    void a_corrupt_checkpoint_is_named_with_the_mend() throws IOException {
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
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(eval))
                .configurationParameters(parameters)
                .execute();
    }

    /** What was thrown, by a test or by the container that should have called it. */
    private Throwable failure(Class<?> eval) {
        Events all = results(eval).allEvents();
        assertThat(all.failed().count()).as("failures").isEqualTo(1);
        return thrown(all);
    }

    private static Throwable thrown(Events events) {
        return Thrown.in(events.finished());
    }
}
