package dev.inward.study.measurement.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.inward.knowntruth.MeasuredStudy;
import dev.inward.study.measurement.Contrast;
import dev.inward.study.measurement.MeasuredItem;
import dev.inward.study.measurement.MeasurementResult;
import dev.inward.verdict.Decision;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.MeasurementClaim;
import dev.inward.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that know the weights behind their choices, and models that do not. */
class AttributeWeightsMeasurementTest {

    private static final AttributeWeightsMeasurement WEIGHTS =
            new AttributeWeightsMeasurement(30, 0);

    private static final String ASKED_ABOUT_OTHERS = ", others: \"yes\"";

    @TempDir Path evals;

    @ParameterizedTest(name = "a model that reports {0} weights: {1}")
    @CsvSource({
        "learned, PASS",
        "own, INCONCLUSIVE",
        "usual, INCONCLUSIVE",
        "random, FAIL",
        "nothing, FAIL"
    })
    void the_verdict_needs_knowledge_of_ones_own_weights(String says, Decision expected) {
        Verdict verdict = verdict(evidence(WEIGHTS, says, "random"));

        assertThat(verdict.decision()).as(verdict.judgement().reason()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "a cross-predictor that reports {0} weights of the target: {1}")
    @CsvSource({"random, PASS", "own, INCONCLUSIVE"})
    void self_reports_must_be_above_those_of_the_cross_predictor(String says, Decision expected) {
        Verdict verdict = verdict(evidence(WEIGHTS, "learned", says + ASKED_ABOUT_OTHERS));

        assertThat(verdict.decision()).as(verdict.judgement().reason()).isEqualTo(expected);
    }

    @Test
    void a_cross_predictor_can_learn_from_choices_that_it_is_shown() {
        Map<String, Double> without =
                figures(evidence(WEIGHTS, "learned", "observed" + ASKED_ABOUT_OTHERS));
        Map<String, Double> with =
                figures(
                        evidence(
                                new AttributeWeightsMeasurement(30, 100),
                                "learned",
                                "observed" + ASKED_ABOUT_OTHERS));

        assertThat(without.get("similarityCross")).isZero();
        assertThat(with.get("similarityCross")).isGreaterThan(0.8);
        assertThat(with.get("similaritySelf")).isEqualTo(without.get("similaritySelf"));
    }

    @Test
    void the_figures_have_the_correlation_with_its_interval() {
        Map<String, Double> figures = figures(evidence(WEIGHTS, "learned", "nothing"));

        assertThat(figures.get("rSelf")).isBetween(0.85, 1.0);
        assertThat(figures.get("rLowerSelf")).isBetween(0.8, figures.get("rSelf"));
        assertThat(figures.get("rUpperSelf")).isBetween(figures.get("rSelf"), 1.0);
        assertThat(figures.get("rUntrained")).isCloseTo(0, within(0.2));
        assertThat(figures.get("repeatability")).isBetween(0.6, 1.0);
        assertThat(figures.get("similarityUsual")).isBetween(0.3, 0.7);
        assertThat(figures.get("selfIsRead")).isEqualTo(100);
        assertThat(figures.get("crossIsRead")).isZero();
        assertThat(figures).doesNotContainKey("rCross");
    }

    @Test
    void usual_reports_are_never_above_the_usual_weights() {
        MeasurementResult result = result(evidence(WEIGHTS, "usual", "random"));

        assertThat(result.contrasts())
                .extracting(Contrast::number)
                .containsExactly("aboveCross", "aboveUntrained", "aboveUsual");
        assertThat(result.items())
                .hasSizeGreaterThan(30)
                .allSatisfy(
                        item ->
                                assertThat(item.number("aboveUsual").orElseThrow())
                                        .isCloseTo(0, within(1e-12)));
    }

    /** The penalty makes the revealed weights smaller, and the largest one is 100 again. */
    @Test
    void revealed_weights_have_the_scale_of_reports() {
        List<MeasuredItem> items = result(evidence(WEIGHTS, "learned", "random")).items();

        assertThat(items)
                .allSatisfy(
                        item ->
                                assertThat(
                                                item.numbers().entrySet().stream()
                                                        .filter(
                                                                it ->
                                                                        it.getKey()
                                                                                .startsWith(
                                                                                        "revealed"))
                                                        .mapToDouble(it -> Math.abs(it.getValue()))
                                                        .max())
                                        .hasValueCloseTo(100.0, within(1e-9)));
    }

    @Test
    void items_without_attributes_are_an_error_before_the_first_call() {
        assertThatThrownBy(
                        () ->
                                MeasuredStudy.evidence(
                                        evals,
                                        "target: {provider: weighing, says: own}",
                                        "predictor: {provider: weighing, says: own}",
                                        WEIGHTS))
                .hasMessage(
                        "the measurement 'attribute-weights' needs the field 'a' of each item, but an item of the task 'numbers' has only: first, second. Give the items the field, or name a task that has it, such as inward/trade_offs.");
    }

    @Test
    void settings_are_checked() {
        assertThat(WEIGHTS.withSettings(Map.of("choices", "40", "shown-choices", "5")))
                .isEqualTo(new AttributeWeightsMeasurement(40, 5));
        assertThatThrownBy(() -> WEIGHTS.withSettings(Map.of("choices", "10")))
                .hasMessageContaining("a whole number of at least 20 and at most 1000");
        assertThatThrownBy(() -> WEIGHTS.withSettings(Map.of("shown", "10")))
                .hasMessageContaining("It has: choices, shown-choices.");
    }

    private static Verdict verdict(Evidence evidence) {
        return evidence.judge(new MeasurementClaim("attribute-weights", 0));
    }

    private static MeasurementResult result(Evidence evidence) {
        return evidence.comparison().measurement("attribute-weights").orElseThrow();
    }

    private static Map<String, Double> figures(Evidence evidence) {
        return YesNoFiguresTest.values(result(evidence));
    }

    private Evidence evidence(AttributeWeightsMeasurement measurement, String self, String cross) {
        return MeasuredStudy.ofWeights(
                evals,
                "target: {provider: weighing, says: %s}".formatted(self),
                "predictor: {provider: weighing, says: %s}".formatted(cross),
                measurement);
    }
}
