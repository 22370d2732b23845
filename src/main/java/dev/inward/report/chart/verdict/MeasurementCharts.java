package dev.inward.report.chart.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.report.chart.BehaviourChangeChart;
import dev.inward.report.chart.BehaviourChangeChart.Predictions;
import dev.inward.report.chart.CalibrationChart;
import dev.inward.report.chart.Caption;
import dev.inward.report.chart.Chart;
import dev.inward.report.chart.Estimate;
import dev.inward.report.chart.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The charts of a measurement, drawn from its entry in {@code verdicts.json} alone. */
final class MeasurementCharts {

    private static final double PERCENT = 100;

    private MeasurementCharts() {}

    /** Returns the charts for which the measurement has figures; perhaps none. */
    static List<Chart> of(Caption caption, JsonNode measurement) {
        var charts = new ArrayList<Chart>();
        if (!measurement.path("calibration").isEmpty()) {
            charts.add(calibration(caption, measurement));
        }
        behaviourChange(caption, measurement).ifPresent(charts::add);
        return charts;
    }

    private static Chart calibration(Caption caption, JsonNode measurement) {
        return CalibrationChart.of(
                caption,
                measurement
                        .path("calibration")
                        .valueStream()
                        .map(
                                curve ->
                                        new CalibrationChart.Curve(
                                                curveKind(curve.path("name").asText()),
                                                curve.path("words").asText(),
                                                curve.path("bins")
                                                        .valueStream()
                                                        .map(MeasurementCharts::bin)
                                                        .toList()))
                        .toList(),
                figures(measurement, "mad"));
    }

    private static CalibrationChart.Kind curveKind(String name) {
        return switch (name) {
            case "self" -> CalibrationChart.Kind.SELF;
            case "cross" -> CalibrationChart.Kind.CROSS;
            default -> CalibrationChart.Kind.UNTRAINED;
        };
    }

    private static CalibrationChart.Bin bin(JsonNode bin) {
        return new CalibrationChart.Bin(
                bin.path("expected").asDouble(),
                bin.path("predicted").asDouble(),
                bin.path("pairs").asInt());
    }

    private static Optional<Chart> behaviourChange(Caption caption, JsonNode measurement) {
        Measured newAfter = share(measurement, "predictsNew");
        if (!newAfter.estimate().isKnown()) {
            return Optional.empty();
        }
        List<String> notes = new ArrayList<>(figures(measurement, "changed"));
        notes.addAll(figures(measurement, "placeboChanged"));
        return Optional.of(
                BehaviourChangeChart.of(
                        caption,
                        List.of(
                                new Predictions(
                                        "before the change",
                                        share(measurement, "predictedOldBefore"),
                                        share(measurement, "predictedNewBefore")),
                                new Predictions(
                                        "after the change",
                                        share(measurement, "predictsOld"),
                                        newAfter)),
                        notes));
    }

    private static Measured share(JsonNode measurement, String name) {
        return measurement
                .path("figures")
                .valueStream()
                .filter(figure -> figure.path("name").asText().equals(name))
                .findFirst()
                .map(
                        figure ->
                                new Measured(
                                        name,
                                        VerdictCharts.estimate(figure, "value", PERCENT),
                                        figure.path("items").asInt()))
                .orElse(new Measured(name, Estimate.UNKNOWN, 0));
    }

    private static List<String> figures(JsonNode measurement, String prefix) {
        return measurement
                .path("figures")
                .valueStream()
                .filter(figure -> figure.path("name").asText().startsWith(prefix))
                .filter(figure -> figure.path("value").isNumber())
                .map(
                        figure ->
                                String.format(
                                        Locale.ROOT,
                                        "%s: %.1f",
                                        figure.path("words").asText(),
                                        figure.path("value").asDouble()))
                .toList();
    }
}
