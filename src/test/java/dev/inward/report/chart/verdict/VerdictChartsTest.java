package dev.inward.report.chart.verdict;

import static dev.inward.study.PredictionOutcome.RIGHT;
import static dev.inward.study.PredictionOutcome.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.Margin;
import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.report.chart.Chart;
import dev.inward.report.json.VerdictRecord;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.TrainingLabels;
import dev.inward.study.measurement.Contrast;
import dev.inward.study.measurement.MeasuredItem;
import dev.inward.study.measurement.MeasurementResult;
import dev.inward.study.measurement.StudyMeasurement;
import dev.inward.study.measurement.standard.BehaviourChangeMeasurement;
import dev.inward.study.measurement.standard.CalibrationMeasurement;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.task.Task;
import dev.inward.verdict.AboveModeBaselineClaim;
import dev.inward.verdict.ComparisonClaim;
import dev.inward.verdict.DecisionRule;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.IntrospectionClaim;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The charts of a verdict have the figures of its entry in {@code verdicts.json}. */
class VerdictChartsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ComparisonClaim CLAIM = new IntrospectionClaim(new Margin(0.05));
    private static final List<Item> ITEMS =
            IntStream.range(0, 100)
                    .mapToObj(
                            i ->
                                    new Item(
                                            i < 60 ? "pets" : "plants",
                                            Map.of(),
                                            "prompt " + i,
                                            Split.HELD_OUT))
                    .toList();

    private static final Task[] TASKS = {
        SyntheticComparison.task("pets", ITEMS.subList(0, 60)),
        SyntheticComparison.task("plants", ITEMS.subList(60, 100))
    };

    /** Self-prediction is right on 30 of 60 pets and on all plants, cross-prediction on 15 pets. */
    private static SyntheticComparison comparison(String target, String predictor) {
        return comparison(SyntheticComparison.request(target, predictor, TASKS));
    }

    private static SyntheticComparison comparison(ComparisonRequest request) {
        return SyntheticComparison.of(
                request,
                IntStream.range(0, 100)
                        .mapToObj(
                                i ->
                                        SyntheticComparison.scored(
                                                ITEMS.get(i),
                                                i < 30 || i >= 60 ? RIGHT : WRONG,
                                                i < 15 ? RIGHT : WRONG))
                        .toList());
    }

    private static List<Chart> charts(Evidence evidence, ComparisonClaim claim) {
        return VerdictCharts.of(record(evidence, claim));
    }

    private static ObjectNode record(Evidence evidence, ComparisonClaim claim) {
        return JSON.valueToTree(VerdictRecord.of(evidence.judge(claim), null));
    }

    private static String description(List<Chart> charts, String name) {
        return charts.stream()
                .filter(chart -> chart.name().equals(name))
                .map(Chart::description)
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no chart " + name));
    }

    @Test
    void accuracies_are_macro_averages_with_the_margin_above_cross_prediction() {
        List<Chart> charts = charts(comparison("atlas", "borealis").evidence(), CLAIM);

        assertThat(description(charts, "accuracies"))
                .startsWith("first_character: atlas, predicted by borealis.")
                .containsPattern("self-prediction 0\\.750 \\[0\\.\\d+, 0\\.\\d+], n = 100\\.")
                .contains("cross-prediction 0.125 [")
                .contains("mode baseline ")
                .contains("self, before finetuning 0.000 [", "cross, before finetuning 0.000 [")
                .contains("Dashed line: cross-prediction plus the margin of 0.050 = 0.175.");
    }

    @Test
    void without_finetuning_there_is_nothing_before_it() {
        ObjectNode record = record(comparison("atlas", "borealis").evidence(), CLAIM);
        record.put("protocol", "untrained");

        assertThat(description(VerdictCharts.of(record), "accuracies"))
                .doesNotContain("before finetuning");
    }

    @Test
    void a_claim_about_another_baseline_has_no_margin_above_cross_prediction() {
        assertThat(
                        description(
                                charts(
                                        comparison("atlas", "borealis").evidence(),
                                        new AboveModeBaselineClaim()),
                                "accuracies"))
                .doesNotContain("Dashed line");
    }

    @Test
    void each_task_has_its_own_accuracies() {
        List<Chart> charts = charts(comparison("atlas", "borealis").evidence(), CLAIM);

        assertThat(description(charts, "accuracies by task"))
                .containsSubsequence(
                        "pets self 0.500 [", "n = 60.", "cross 0.250 [", "self − cross +0.250 [")
                .containsSubsequence(
                        "plants self 1.000 [", "n = 40.", "cross 0.000 [", "self − cross +1.000 [");
    }

    @Test
    void the_ladder_has_all_rungs() {
        assertThat(
                        description(
                                charts(comparison("atlas", "borealis").evidence(), CLAIM),
                                "differences of the claim ladder"))
                .contains("1. ", "7. ", "not tested", "+0.750, above +0.");
    }

    @Test
    void a_verdict_without_predictions_has_no_chart_of_accuracies() {
        var empty =
                SyntheticComparison.of(
                        SyntheticComparison.request(
                                "atlas", "borealis", SyntheticComparison.task("pets", ITEMS)),
                        List.of());

        assertThat(charts(empty.evidence(), CLAIM))
                .extracting(Chart::name)
                .containsExactly("differences of the claim ladder");
    }

    @Test
    void calibration_has_a_curve_for_each_predictor() {
        var measured =
                measured(
                        new CalibrationMeasurement(),
                        i ->
                                Map.of(
                                        "behaviour1", i / 100.0,
                                        "self1", i / 100.0,
                                        "cross1", 0.25));

        assertThat(description(charts(measured, CLAIM), "calibration"))
                .contains("self-prediction: 0.05 → 0.05 (10), 0.15 → 0.15 (10)")
                .contains("cross-prediction: 0.05 → 0.25 (10)")
                .contains("mean absolute deviation of self-prediction, percentage points: 0.0.")
                .contains("mean absolute deviation of cross-prediction, percentage points: ")
                .doesNotContain("self-prediction before finetuning");
    }

    @Test
    void behaviour_change_shows_predictions_before_and_after() {
        var measured =
                measured(
                        new BehaviourChangeMeasurement("borealis"),
                        i ->
                                i % 2 == 0
                                        ? Map.of("changed", 0.0, "placeboChanged", 0.0)
                                        : Map.of(
                                                "changed", 1.0,
                                                "placeboChanged", 0.0,
                                                "predictedNewBefore", 0.0,
                                                "predictedOldBefore", 1.0,
                                                "predictsNew", i % 4 == 1 ? 1.0 : 0,
                                                "predictsOld", 0.0));

        assertThat(description(charts(measured, CLAIM), "behaviour change"))
                .containsSubsequence(
                        "before the change: old 1.000 [",
                        "n = 50.",
                        "before the change: new 0.000 [",
                        "after the change: old 0.000 [",
                        "after the change: new 0.500 [0.3",
                        "n = 50.",
                        "items on which the behaviour changed, %: 50.0.");
    }

    @Test
    void scaling_has_a_point_for_each_number_of_rows() throws Exception {
        ObjectNode record = record(comparison("atlas", "borealis").evidence(), CLAIM);
        record.set(
                "scaling",
                JSON.readTree(
                        """
                        {"points": [
                          {"rows": 70, "items": 150,
                           "self": {"estimate": 0.45, "interval": [0.4, 0.5]},
                           "cross": {"estimate": 0.37, "interval": null}},
                          {"rows": 558, "items": 149,
                           "self": {"estimate": 0.72, "interval": [0.65, 0.8]},
                           "cross": {"estimate": 0.42, "interval": [0.3, 0.5]}}]}
                        """));

        assertThat(description(VerdictCharts.of(record), "scaling"))
                .contains("70 rows: self 0.450 [0.400, 0.500], cross 0.370, n = 150.")
                .contains(
                        "558 rows: self 0.720 [0.650, 0.800], cross 0.420 [0.300, 0.500], n = 149.");
    }

    @Test
    void all_cells_of_a_property_are_in_the_forest_plot_and_the_heat_map() {
        List<Comparison> matrix =
                List.of(
                        comparison("atlas", "borealis").build(),
                        comparison("borealis", "atlas").build(),
                        comparison(
                                        SyntheticComparison.request(
                                                "first_character",
                                                TrainingLabels.PERMUTED,
                                                "self",
                                                "cross",
                                                TASKS))
                                .build());
        var evidence =
                Evidence.of(
                        matrix.get(1).request(),
                        CompletableFuture.completedFuture(matrix.get(1)),
                        CompletableFuture.completedFuture(matrix),
                        new DecisionRule(0.95, new Margin(0.05), false),
                        verdict -> {});

        List<Chart> charts = new EvalCharts().of(evidence.judge(CLAIM));

        assertThat(description(charts, "differences of all cells"))
                .startsWith("first_character: all cells.")
                .contains("Dashed line: the margin, +0.050. Grey band: this cell.")
                .contains("atlas, predicted by borealis +0.625 [")
                .contains("self, predicted by cross (permuted labels) +0.625 [");
        assertThat(description(charts, "predictors and targets"))
                .contains("atlas, predicted by itself: 0.750 [", "n = 100.")
                .contains("borealis, predicted by atlas: 0.125 [")
                .doesNotContain("predicted by cross");
    }

    @Test
    void a_single_cell_has_neither_forest_plot_nor_heat_map() {
        assertThat(new EvalCharts().of(comparison("atlas", "borealis").evidence().judge(CLAIM)))
                .isEmpty();
    }

    private static Evidence measured(
            StudyMeasurement measurement, IntFunction<Map<String, Double>> numbers) {
        var items = new ArrayList<MeasuredItem>();
        for (int i = 0; i < ITEMS.size(); i++) {
            items.add(new MeasuredItem(ITEMS.get(i), numbers.apply(i)));
        }
        return comparison("atlas", "borealis")
                .measurements(
                        new MeasurementResult(
                                measurement,
                                List.of(new Contrast("gain", "a gain", 1)),
                                items,
                                List.of(),
                                "",
                                measurement.figures(items)))
                .evidence();
    }
}
