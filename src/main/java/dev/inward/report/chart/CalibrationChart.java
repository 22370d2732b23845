package dev.inward.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The predicted shares of values beside the shares that the target's answers have. */
public final class CalibrationChart {

    /** Who predicts; it decides colour and shape. */
    public enum Kind {
        /** Self-prediction. */
        SELF,
        /** Cross-prediction. */
        CROSS,
        /** Self-prediction before finetuning. */
        UNTRAINED
    }

    /**
     * The curve of one predictor.
     *
     * @param name its name
     * @param bins its bins in ascending order
     */
    public record Curve(Kind kind, String name, List<Bin> bins) {

        private List<String> lines() {
            var lines = new ArrayList<String>();
            for (int from = 0; from < bins.size(); from += BINS_IN_A_LINE) {
                List<Bin> some = bins.subList(from, Math.min(from + BINS_IN_A_LINE, bins.size()));
                lines.add(
                        (from == 0 ? ChartText.line(name) + ": " : "     ")
                                + some.stream().map(Bin::words).collect(Collectors.joining(", ")));
            }
            return lines;
        }

        private CurvePlot.Curve toPlot() {
            return new CurvePlot.Curve(
                    name,
                    switch (kind) {
                        case SELF -> Style.SELF;
                        case CROSS -> Style.CROSS;
                        case UNTRAINED -> Style.UNTRAINED_SELF;
                    },
                    switch (kind) {
                        case SELF -> Style.circle();
                        case CROSS -> Style.square();
                        case UNTRAINED -> Style.triangle();
                    },
                    bins.stream()
                            .map(
                                    bin ->
                                            new CurvePlot.Point(
                                                    bin.expected(),
                                                    Estimate.withoutInterval(bin.predicted())))
                            .toList());
        }
    }

    /**
     * The pairs of one bin.
     *
     * @param expected the mean share among the target's answers
     * @param predicted the mean share among the predictor's answers
     * @param pairs the number of pairs
     */
    public record Bin(double expected, double predicted, int pairs) {

        private String words() {
            return ChartText.format("%.2f → %.2f (%d)", expected, predicted, pairs);
        }
    }

    private static final int BINS_IN_A_LINE = 5;

    private CalibrationChart() {}

    /**
     * Draws the chart.
     *
     * @param curves one curve for each predictor
     * @param notes further figures in words
     */
    public static Chart of(Caption caption, List<Curve> curves, List<String> notes) {
        var below = new ArrayList<String>(notes);
        below.add(
                "Points: share among the target's answers → share among the predictor's (n pairs of item and value)");
        curves.forEach(curve -> below.addAll(curve.lines()));
        return new ChartFrame(
                        "calibration",
                        caption.title(),
                        List.of(
                                "Vertical: share of a value among the predictor's answers. Dashed line: equal shares",
                                "Each point is the mean of a bin; bins have about equally many pairs. Points have no intervals"),
                        below,
                        true)
                .draw(
                        new CurvePlot(
                                        Scale.ofShares(
                                                        "share of the value among the target's answers")
                                                .axis(),
                                        Scale.ofShares(null).axis(),
                                        curves.stream().map(Curve::toPlot).toList(),
                                        true)
                                .plot(),
                        CurvePlot.HEIGHT,
                        List.of());
    }
}
