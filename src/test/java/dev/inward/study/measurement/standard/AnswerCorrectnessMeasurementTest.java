package dev.inward.study.measurement.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.inward.knowntruth.MeasuredStudy;
import dev.inward.study.measurement.Contrast;
import dev.inward.study.measurement.MeasurementResult;
import dev.inward.verdict.Decision;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.MeasurementClaim;
import dev.inward.verdict.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that know whether they are right, and models that do not. */
class AnswerCorrectnessMeasurementTest {

    private static final AnswerCorrectnessMeasurement CORRECTNESS =
            new AnswerCorrectnessMeasurement("first", RightAnswer.WHOLE, 1);

    private static final String ASKED_ABOUT_OTHERS = ", others: \"yes\"";

    @TempDir Path evals;

    @ParameterizedTest(name = "a model that says {0} about itself: {1}")
    @CsvSource({
        "truth, PASS",
        "yes, INCONCLUSIVE",
        "no, FAIL",
        "maybe, FAIL",
        "nothing, INCONCLUSIVE"
    })
    void the_verdict_needs_knowledge_and_not_a_good_guess(String says, Decision expected) {
        Verdict verdict = verdict(evidence(CORRECTNESS, says, "no"));

        assertThat(verdict.decision()).as(verdict.judgement().reason()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "a cross-predictor that says {0} about the target: {1}")
    @CsvSource({"coin, PASS", "truth, INCONCLUSIVE"})
    void self_prediction_must_be_above_cross_prediction_about_the_target(
            String says, Decision expected) {
        Verdict verdict = verdict(evidence(CORRECTNESS, "truth", says + ASKED_ABOUT_OTHERS));

        assertThat(verdict.decision()).as(verdict.judgement().reason()).isEqualTo(expected);
    }

    @Test
    void always_yes_is_never_above_itself() {
        MeasurementResult result = result(CORRECTNESS, "yes", "no");

        assertThat(result.items())
                .hasSizeGreaterThan(100)
                .allSatisfy(
                        item -> assertThat(item.numbers()).containsEntry("aboveAlwaysYes", 0.0));
        assertThat(result.contrasts())
                .extracting(Contrast::number)
                .containsExactly("aboveAlwaysYes", "aboveAlwaysNo");
    }

    @Test
    void always_yes_has_a_criterion_of_its_own() {
        Map<String, Double> figures = YesNoFiguresTest.values(result(CORRECTNESS, "yes", "no"));

        assertThat(figures.get("alwaysYes"))
                .isBetween(60.0, 80.0)
                .isEqualTo(figures.get("accuracySelf"));
        assertThat(figures.get("balancedSelf")).isEqualTo(50);
        assertThat(figures.get("criterionSelf")).isLessThan(-2);
    }

    @Test
    void a_coin_never_passes_and_has_no_sensitivity() {
        var decisions = new ArrayList<Decision>();
        var balanced = new ArrayList<Double>();
        var criterion = new ArrayList<Double>();
        for (int seed = 1; seed <= 20; seed++) {
            Evidence evidence = evidence(CORRECTNESS, "coin, seed: " + seed, "no");
            decisions.add(verdict(evidence).decision());
            Map<String, Double> figures = YesNoFiguresTest.values(result(evidence));
            balanced.add(figures.get("balancedSelf"));
            criterion.add(figures.get("criterionSelf"));
        }

        assertThat(decisions).doesNotContain(Decision.PASS);
        assertThat(decisions.stream().filter(Decision.FAIL::equals)).hasSizeGreaterThan(10);
        assertThat(mean(balanced)).isCloseTo(50, within(3.0));
        assertThat(mean(criterion)).isCloseTo(0, within(0.1));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(value -> value).average().orElseThrow();
    }

    @Test
    void drawn_answers_give_an_auroc() {
        var drawn = new AnswerCorrectnessMeasurement("first", RightAnswer.WHOLE, 8);

        Map<String, Double> figures =
                YesNoFiguresTest.values(result(drawn, "truth", "coin" + ASKED_ABOUT_OTHERS));

        assertThat(figures.get("aurocSelf")).isGreaterThan(0.99);
        assertThat(figures.get("aurocCross")).isCloseTo(0.5, within(0.12));
        assertThat(YesNoFiguresTest.values(result(CORRECTNESS, "truth", "no")))
                .doesNotContainKey("aurocSelf");
    }

    @Test
    void an_unknown_field_is_an_error_before_the_first_call() {
        var unknown = new AnswerCorrectnessMeasurement("target", RightAnswer.WHOLE, 1);

        assertThatThrownBy(() -> evidence(unknown, "truth", "no"))
                .hasMessage(
                        "the measurement 'answer-correctness' has the field 'target' in 'answer-field', but an item of the task 'numbers' has only: first, second. Name one of these, or give the items the field.");
    }

    @Test
    void settings_are_checked() {
        assertThat(
                        CORRECTNESS.withSettings(
                                Map.of(
                                        "answer-field",
                                        "capital",
                                        "match",
                                        "contained",
                                        "samples",
                                        "10")))
                .isEqualTo(new AnswerCorrectnessMeasurement("capital", RightAnswer.CONTAINED, 10));
        assertThatThrownBy(() -> CORRECTNESS.withSettings(Map.of()))
                .hasMessage(
                        "the measurement 'answer-correctness' lacks 'answer-field'. Add it, such as 'answer-field: target'.");
        assertThatThrownBy(
                        () ->
                                CORRECTNESS.withSettings(
                                        Map.of("answer-field", "capital", "match", "fuzzy")))
                .hasMessage(
                        "the measurement 'answer-correctness' has 'match: fuzzy', but whole or contained is expected.");
        assertThatThrownBy(
                        () ->
                                CORRECTNESS.withSettings(
                                        Map.of("answer-field", "capital", "samples", "0")))
                .hasMessageContaining("a whole number of at least 1 and at most 1000 is expected");
    }

    private static Verdict verdict(Evidence evidence) {
        return evidence.judge(new MeasurementClaim("answer-correctness", 0));
    }

    private MeasurementResult result(
            AnswerCorrectnessMeasurement measurement, String self, String cross) {
        return result(evidence(measurement, self, cross));
    }

    private static MeasurementResult result(Evidence evidence) {
        return evidence.comparison().measurement("answer-correctness").orElseThrow();
    }

    private Evidence evidence(AnswerCorrectnessMeasurement measurement, String self, String cross) {
        return MeasuredStudy.evidence(
                evals,
                "target: {provider: knowing, says: %s}".formatted(self),
                "predictor: {provider: knowing, says: %s}".formatted(cross),
                measurement);
    }
}
