package dev.inward.report.chart.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.report.chart.AccuracyBars;
import dev.inward.report.chart.AccuracyBars.Bar;
import dev.inward.report.chart.AccuracyBars.Kind;
import dev.inward.report.chart.AccuracyBars.Threshold;
import dev.inward.report.chart.Caption;
import dev.inward.report.chart.Chart;
import dev.inward.report.chart.ChartSupport;
import dev.inward.report.chart.Estimate;
import dev.inward.report.chart.LadderChart;
import dev.inward.report.chart.Measured;
import dev.inward.report.chart.ScalingChart;
import dev.inward.report.chart.TaskBreakdown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The charts of one verdict, drawn from its entry of {@code verdicts.json} alone. */
public final class VerdictCharts {

    private final JsonNode record;
    private final Caption caption;

    private VerdictCharts(JsonNode record) {
        this.record = record;
        caption = new Caption(title(record), record.path("confidence").asDouble());
    }

    /**
     * Returns the charts for which the verdict has figures.
     *
     * @param record an entry of {@code verdicts.json}
     * @return the charts; none if this machine cannot draw
     */
    public static List<Chart> of(JsonNode record) {
        return ChartSupport.isPresent() ? new VerdictCharts(record).draw() : List.of();
    }

    private static String title(JsonNode record) {
        return String.format(
                Locale.ROOT,
                "%s: %s, predicted by %s%s",
                record.path("property").asText(),
                record.path("target").asText(),
                record.path("predictor").asText(),
                record.path("labels").asText().equals("PERMUTED") ? " (permuted labels)" : "");
    }

    private List<Chart> draw() {
        var charts = new ArrayList<Chart>();
        JsonNode strict = record.path("strict");
        if (strict.isObject()) {
            charts.add(accuracies(strict));
            charts.add(TaskBreakdown.of(caption, tasks(strict)));
        }
        charts.add(LadderChart.of(caption, rungs()));
        JsonNode points = record.at("/scaling/points");
        if (!points.isEmpty()) {
            charts.add(ScalingChart.of(caption, points.valueStream().map(this::point).toList()));
        }
        record.path("measurements").forEach(it -> charts.addAll(MeasurementCharts.of(caption, it)));
        return charts;
    }

    private Chart accuracies(JsonNode strict) {
        int n = strict.path("items").asInt();
        var bars = new ArrayList<Bar>();
        bars.add(bar(Kind.SELF, "self-prediction", strict.path("self"), n));
        bars.add(bar(Kind.CROSS, "cross-prediction", strict.path("cross"), n));
        if (!record.path("protocol").asText().equals("untrained")) {
            bars.add(
                    bar(
                            Kind.UNTRAINED_SELF,
                            "self, before finetuning",
                            strict.path("untrainedSelf"),
                            n));
            bars.add(
                    bar(
                            Kind.UNTRAINED_CROSS,
                            "cross, before finetuning",
                            strict.path("untrainedCross"),
                            n));
        }
        bars.add(bar(Kind.BASELINE, "mode baseline", strict.path("modeBaseline"), n));
        for (JsonNode baseline : strict.path("baselines")) {
            bars.add(
                    bar(
                            Kind.BASELINE,
                            baseline.path("name").asText(),
                            baseline.path("accuracy"),
                            baseline.path("items").asInt()));
        }
        if (strict.path("nonDeterminismCeiling").isObject()) {
            bars.add(
                    bar(
                            Kind.CEILING,
                            "non-determinism ceiling",
                            strict.path("nonDeterminismCeiling"),
                            n));
        }
        double margin = record.path("margin").asDouble();
        boolean isAboutCross = record.path("claim").asText().contains("beat cross-prediction");
        return AccuracyBars.of(
                caption,
                bars,
                isAboutCross
                        ? new Threshold(
                                String.format(
                                        Locale.ROOT,
                                        "cross-prediction plus the margin of %.3f",
                                        margin),
                                strict.at("/cross/estimate").asDouble() + margin)
                        : null);
    }

    private static Bar bar(Kind kind, String name, JsonNode estimate, int n) {
        return new Bar(kind, new Measured(name, estimate(estimate), n));
    }

    /** Reads an estimate as {@code verdicts.json} has it. */
    static Estimate estimate(JsonNode json) {
        return estimate(json, "estimate", 1);
    }

    /**
     * Reads a mean with its interval.
     *
     * @param key the key of the mean
     * @param unit what the mean is divided by
     */
    static Estimate estimate(JsonNode json, String key, double unit) {
        return new Estimate(
                number(json.path(key), unit),
                number(json.path("interval").path(0), unit),
                number(json.path("interval").path(1), unit));
    }

    private static double number(JsonNode json, double unit) {
        return json.isNumber() ? json.asDouble() / unit : Double.NaN;
    }

    private static List<TaskBreakdown.Task> tasks(JsonNode strict) {
        return strict.path("tasks")
                .valueStream()
                .map(
                        task ->
                                new TaskBreakdown.Task(
                                        task.path("task").asText(),
                                        task.path("items").asInt(),
                                        estimate(task.path("self")),
                                        estimate(task.path("cross")),
                                        estimate(task.path("difference"))))
                .toList();
    }

    private List<LadderChart.Rung> rungs() {
        return record.path("ladder")
                .valueStream()
                .map(
                        rung ->
                                new LadderChart.Rung(
                                        rung.path("rung").asInt(),
                                        rung.path("title").asText(),
                                        rung.path("state").asText(),
                                        rung.path("measures")
                                                .valueStream()
                                                .map(VerdictCharts::measure)
                                                .toList()))
                .toList();
    }

    private static LadderChart.Measure measure(JsonNode measure) {
        return new LadderChart.Measure(
                measure.path("name").asText(),
                measure.path("estimate").asDouble(),
                measure.path("lowerBound").asDouble(),
                measure.path("prompts").asInt());
    }

    private ScalingChart.Point point(JsonNode point) {
        return new ScalingChart.Point(
                point.path("rows").asInt(),
                point.path("items").asInt(),
                estimate(point.path("self")),
                estimate(point.path("cross")));
    }
}
