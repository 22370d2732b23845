package dev.inward.study.measurement.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.knowntruth.MeasuredStudy;
import dev.inward.statistics.agreement.CalibrationBins.Bin;
import dev.inward.study.measurement.MeasuredFigure;
import dev.inward.study.measurement.MeasuredItem;
import dev.inward.study.measurement.MeasurementResult;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.verdict.Decision;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.MeasurementClaim;
import dev.inward.verdict.RungClaim;
import dev.inward.verdict.Verdict;
import dev.inward.verdict.ladder.Rung;
import dev.inward.verdict.ladder.RungResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calibration of models whose probabilities are known. */
class CalibrationMeasurementTest {

    private static final CalibrationMeasurement CALIBRATION = new CalibrationMeasurement();

    @TempDir Path evals;

    @ParameterizedTest(name = "{0} self-prediction beside {1} cross-prediction: {2}")
    @CsvSource({
        "calibrated, guess, REACHED",
        "certain, guess, NOT_REACHED",
        "guess, guess, NOT_REACHED",
        "calibrated, calibrated, NOT_REACHED",
        "guess, calibrated, NOT_REACHED",
        "guess, wrong, NOT_REACHED"
    })
    void rung_7_needs_calibrated_self_prediction_that_is_better_than_cross_prediction(
            String self, String cross, RungResult.State expected) {
        RungResult rung = evidence(self, cross).ladder().result(Rung.CALIBRATION);

        assertThat(rung.state()).as(rung.reason()).isEqualTo(expected);
        assertThat(rung.reason()).contains("(measurement 'calibration' of study 'measured')");
        assertThat(rung.measures()).hasSize(3);
    }

    @Test
    void a_predictor_that_only_guesses_fails_the_claim() {
        Verdict verdict = evidence("guess", "calibrated").judge(new RungClaim(Rung.CALIBRATION));

        assertThat(verdict.decision()).isEqualTo(Decision.FAIL);
        assertThat(verdict.judgement().reason()).contains("quadratic score of self-prediction");
    }

    @Test
    void the_claim_about_all_contrasts_has_a_margin() {
        Evidence evidence = evidence("calibrated", "guess");

        assertThat(evidence.judge(new MeasurementClaim("calibration", 0)).decision())
                .isEqualTo(Decision.PASS);
        assertThat(evidence.judge(new MeasurementClaim("calibration", 0.9)).decision())
                .isEqualTo(Decision.FAIL);
        assertThat(evidence.judge(new MeasurementClaim("calibration", 0)).p().orElseThrow())
                .isLessThan(0.001);
        assertThat(evidence.judge(new MeasurementClaim("other", 0)).judgement().reason())
                .isEqualTo(
                        "the comparison has no measurement 'other'. Name it under 'measurements' in the study file.");
    }

    @Test
    void an_overconfident_predictor_gains_nothing_over_certainty() {
        MeasurementResult result = result("certain", "guess");

        assertThat(result.items())
                .isNotEmpty()
                .allSatisfy(
                        item -> assertThat(item.number("aboveCertainty").orElseThrow()).isZero());
    }

    @Test
    void the_deviation_of_a_calibrated_predictor_is_the_smallest() {
        MeasurementResult result = result("calibrated", "certain");

        assertThat(value(result, "madSelf")).isLessThan(5);
        assertThat(value(result, "madCross")).isGreaterThan(15);
        assertThat(value(result, "agreementSelf"))
                .isCloseTo(value(result, "repeatability"), within(2.0));
        // A certain predictor agrees as often as the likely word occurs: 75 % on average.
        assertThat(value(result, "agreementCross")).isCloseTo(75, within(4.0));
    }

    /** The pairs and deviations of {@code calibration.json} come from pandas. */
    @Test
    void the_deviation_is_that_of_pooled_pairs_in_ten_bins() throws IOException {
        JsonNode cases =
                new ObjectMapper()
                        .readTree(getClass().getResourceAsStream("/conformance/calibration.json"));
        assertThat(cases).isNotEmpty();
        for (JsonNode pairs : cases) {
            var items = new ArrayList<MeasuredItem>();
            for (int i = 0; i < pairs.path("expected_prob").size(); i++) {
                items.add(
                        new MeasuredItem(
                                new Item("task", Map.of(), "prompt " + i, Split.HELD_OUT),
                                Map.of(
                                        "behaviour1",
                                        pairs.path("expected_prob").path(i).asDouble(),
                                        "self1",
                                        pairs.path("predicted_prob").path(i).asDouble())));
            }

            List<MeasuredFigure> figures = CALIBRATION.figures(items);

            assertThat(figures).hasSize(1);
            assertThat(CALIBRATION.calibration(items))
                    .singleElement()
                    .satisfies(
                            curve -> {
                                assertThat(curve.name()).isEqualTo("self");
                                assertThat(curve.bins().bins().stream().mapToInt(Bin::pairs).sum())
                                        .isEqualTo(items.size());
                                assertThat(100 * curve.bins().meanAbsoluteDeviation())
                                        .isEqualTo(figures.get(0).value());
                            });
            assertThat(figures.get(0).value())
                    .isCloseTo(pairs.path("mad_percent").asDouble(), within(1e-9));
        }
    }

    @Test
    void missing_predictions_leave_the_rung_untested() {
        RungResult rung = evidence("calibrated", "silent").ladder().result(Rung.CALIBRATION);

        assertThat(rung.state()).isEqualTo(RungResult.State.NOT_TESTED);
    }

    @Test
    void settings_are_checked() {
        assertThat(CALIBRATION.withSettings(Map.of("samples", "40", "temperature", "0.7")))
                .isEqualTo(new CalibrationMeasurement(40, 0.7));
        assertThatThrownBy(() -> CALIBRATION.withSettings(Map.of("samples", "1")))
                .hasMessage(
                        "the measurement 'calibration' has 'samples: 1', but a whole number of at least 2 and at most 1000 is expected.");
        assertThatThrownBy(() -> CALIBRATION.withSettings(Map.of("temperature", "warm")))
                .hasMessageContaining("has 'temperature: warm', but a number above 0 is expected");
        assertThatThrownBy(() -> CALIBRATION.withSettings(Map.of("sample", "20")))
                .hasMessage(
                        "the measurement 'calibration' has the unknown setting 'sample'. It has: samples, temperature.");
    }

    private static double value(MeasurementResult result, String name) {
        return result.figures().stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private MeasurementResult result(String self, String cross) {
        return evidence(self, cross).comparison().measurement("calibration").orElseThrow();
    }

    private Evidence evidence(String self, String cross) {
        return MeasuredStudy.evidence(
                evals,
                "target: {provider: drawing, forecast: %s}".formatted(self),
                "predictor: {provider: drawing, forecast: %s, seed: 2}".formatted(cross),
                CALIBRATION);
    }
}
