package dev.inward.study.measurement.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.knowntruth.MeasuredStudy;
import dev.inward.study.measurement.MeasuredFigure;
import dev.inward.verdict.Decision;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.RungClaim;
import dev.inward.verdict.ladder.Rung;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that are finetuned to behave otherwise, and whose predictions follow or do not. */
class BehaviourChangeMeasurementTest {

    private static final BehaviourChangeMeasurement CHANGE =
            new BehaviourChangeMeasurement("predictor");

    @TempDir Path evals;

    @ParameterizedTest(name = "a model that predicts its {0} behaviour: {1}")
    @CsvSource({"new, PASS", "old, FAIL", "neither, INCONCLUSIVE"})
    void rung_6_needs_predictions_that_follow_the_new_behaviour(
            String predicts, Decision expected) {
        var verdict = evidence(predicts).judge(new RungClaim(Rung.BEHAVIOUR_CHANGE));

        assertThat(verdict.decision()).as(verdict.judgement().reason()).isEqualTo(expected);
    }

    @Test
    void the_figures_are_those_of_the_paper() {
        List<MeasuredFigure> figures =
                evidence("new")
                        .comparison()
                        .measurement("behaviour-change")
                        .orElseThrow()
                        .figures();

        assertThat(figures)
                .extracting(MeasuredFigure::name)
                .containsExactly(
                        "changed",
                        "placeboChanged",
                        "predictedNewBefore",
                        "predictedOldBefore",
                        "predictsNew",
                        "predictsOld",
                        "newAmongBoth");
        assertThat(figures.get(0).value()).isBetween(30.0, 70.0);
        assertThat(figures.stream().skip(1).map(MeasuredFigure::value))
                .containsExactly(0.0, 0.0, 100.0, 100.0, 0.0, 100.0);
    }

    @Test
    void models_that_are_not_finetuned_are_an_error_before_any_call() {
        assertThatThrownBy(
                        () ->
                                MeasuredStudy.evidence(
                                        evals,
                                        "target: {provider: drawing, forecast: certain}",
                                        "predictor: {provider: drawing, forecast: certain}",
                                        CHANGE))
                .hasMessage(
                        "the measurement 'behaviour-change' finetunes the self-predictor a second time, but 'target' and 'predictor' are not finetuned. Give the study 'training', and name models that can be finetuned.");
    }

    @Test
    void the_target_as_the_source_of_the_change_is_an_error() {
        assertThatThrownBy(
                        () ->
                                MeasuredStudy.evidence(
                                        evals,
                                        "target: {provider: changing, predicts: new}",
                                        "predictor: {provider: changing, predicts: new}",
                                        new BehaviourChangeMeasurement("target")))
                .hasMessageContaining("changes the behaviour of 'target' to its own");
    }

    @Test
    void the_setting_is_required() {
        assertThatThrownBy(() -> CHANGE.withSettings(Map.of()))
                .hasMessage(
                        "the measurement 'behaviour-change' lacks 'answers-of'. Add it, such as 'answers-of: borealis'.");
    }

    private Evidence evidence(String predicts) {
        return MeasuredStudy.evidence(
                evals,
                "target: {provider: changing, predicts: %s}".formatted(predicts),
                "predictor: {provider: changing, predicts: new}",
                CHANGE);
    }
}
