package dev.inward.report.chart;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The accuracies of a comparison as bars: self, cross, untrained, baselines and the ceiling. */
public final class AccuracyBars {

    /** What a bar is about; it decides the colour. */
    public enum Kind {
        /** Self-prediction. */
        SELF(Style.SELF),
        /** Cross-prediction. */
        CROSS(Style.CROSS),
        /** Self-prediction before finetuning. */
        UNTRAINED_SELF(Style.UNTRAINED_SELF),
        /** Cross-prediction before finetuning. */
        UNTRAINED_CROSS(Style.UNTRAINED_CROSS),
        /** A predictor that knows no model. */
        BASELINE(Style.BASELINE),
        /** The highest accuracy that is possible. */
        CEILING(Style.CEILING);

        private final Color color;

        Kind(Color color) {
            this.color = color;
        }
    }

    /** A bar. */
    public record Bar(Kind kind, Measured measured) {}

    /**
     * What self-prediction has to exceed.
     *
     * @param words what the threshold is
     * @param value the threshold, an accuracy
     */
    public record Threshold(String words, double value) {}

    private AccuracyBars() {}

    /**
     * Draws the chart.
     *
     * @param bars the bars from top to bottom
     * @param threshold drawn as a dashed line; null if the claim is about no accuracy
     */
    public static Chart of(Caption caption, List<Bar> bars, @Nullable Threshold threshold) {
        var above = new ArrayList<String>();
        above.add("Accuracy with " + caption.interval() + " (lines), clustered by prompt; n items");
        if (threshold != null) {
            above.add(
                    ChartText.format(
                            "Dashed line: %s = %.3f", threshold.words(), threshold.value()));
        }
        return new ChartFrame("accuracies", caption.title(), above, List.of(), false)
                .draw(
                        new RowPlot(
                                Scale.ofShares("accuracy (share of right predictions)"),
                                bars.stream().map(AccuracyBars::series).toList(),
                                IntStream.range(0, bars.size())
                                        .mapToObj(i -> row(bars.get(i).measured(), i))
                                        .toList(),
                                threshold == null
                                        ? List.of()
                                        : List.of(
                                                new RowPlot.Line(
                                                        threshold.value(),
                                                        Style.INK,
                                                        Style.DASHED)),
                                true));
    }

    private static RowPlot.Series series(Bar bar) {
        return new RowPlot.Series(bar.measured().name(), bar.kind().color, Style.square());
    }

    private static RowPlot.Row row(Measured bar, int series) {
        return new RowPlot.Row(bar.name(), bar.estimate(), ChartText.share(bar), series, false);
    }
}
