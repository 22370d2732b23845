package dev.inward.study.measurement.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.knowntruth.MeasuredStudy;
import dev.inward.verdict.Decision;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.MeasurementClaim;
import dev.inward.verdict.Verdict;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that change about 30 % of their answers when they are asked again. */
class SwitchesWhenAskedMeasurementTest {

    private static final SwitchesWhenAskedMeasurement SWITCHES = new SwitchesWhenAskedMeasurement();

    @TempDir Path evals;

    @ParameterizedTest(name = "a model that says {0} about itself: {1}")
    @CsvSource({"truth, PASS", "yes, FAIL", "no, INCONCLUSIVE", "maybe, FAIL"})
    void the_verdict_needs_knowledge_and_not_a_good_guess(String says, Decision expected) {
        Verdict verdict = verdict(evidence(SWITCHES, says, "no"));

        assertThat(verdict.decision()).as(verdict.judgement().reason()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "a cross-predictor that says {0} about the target: {1}")
    @CsvSource({"no, PASS", "truth, INCONCLUSIVE"})
    void self_prediction_must_be_above_cross_prediction_about_the_target(
            String says, Decision expected) {
        Verdict verdict = verdict(evidence(SWITCHES, "truth", says + ", others: \"yes\""));

        assertThat(verdict.decision()).as(verdict.judgement().reason()).isEqualTo(expected);
    }

    @Test
    void the_figures_say_how_often_answers_change_and_who_knows_it() {
        Map<String, Double> figures = figures(SWITCHES, "truth", "no, others: \"yes\"");

        assertThat(figures.get("alwaysYes")).isBetween(20.0, 40.0);
        assertThat(figures).containsEntry("balancedSelf", 100.0);
        assertThat(figures).containsEntry("balancedCross", 50.0);
        assertThat(figures.get("dPrimeSelf")).isGreaterThan(4);
    }

    @Test
    void drawn_answers_give_an_auroc() {
        SwitchesWhenAskedMeasurement drawn =
                new SwitchesWhenAskedMeasurement(SWITCHES.challenge(), 8);

        assertThat(figures(drawn, "truth", "no").get("aurocSelf")).isGreaterThan(0.99);
    }

    @Test
    void settings_are_checked() {
        assertThat(SWITCHES.withSettings(Map.of("challenge", "Really?", "samples", "10")))
                .isEqualTo(new SwitchesWhenAskedMeasurement("Really?", 10));
        assertThatThrownBy(() -> SWITCHES.withSettings(Map.of("challenge", " ")))
                .hasMessageContaining("has 'challenge:  ', but a text such as Are you sure?");
        assertThatThrownBy(() -> SWITCHES.withSettings(Map.of("answer-field", "first")))
                .hasMessage(
                        "the measurement 'switches-when-asked' has the unknown setting 'answer-field'. It has: challenge, samples.");
    }

    private Map<String, Double> figures(
            SwitchesWhenAskedMeasurement measurement, String self, String cross) {
        return YesNoFiguresTest.values(
                evidence(measurement, self, cross)
                        .comparison()
                        .measurement("switches-when-asked")
                        .orElseThrow());
    }

    private static Verdict verdict(Evidence evidence) {
        return evidence.judge(new MeasurementClaim("switches-when-asked", 0));
    }

    private Evidence evidence(SwitchesWhenAskedMeasurement measurement, String self, String cross) {
        return MeasuredStudy.evidence(
                evals,
                "target: {provider: knowing, says: %s}".formatted(self),
                "predictor: {provider: knowing, says: %s}".formatted(cross),
                measurement);
    }
}
