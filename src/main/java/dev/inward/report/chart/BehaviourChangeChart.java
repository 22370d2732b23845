package dev.inward.report.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * What self-prediction says before and after a finetuning changes the behaviour: the old value or
 * the new one.
 */
public final class BehaviourChangeChart {

    private static final List<RowPlot.Series> SERIES =
            List.of(
                    new RowPlot.Series("the old behaviour", Style.BASELINE, Style.square()),
                    new RowPlot.Series("the new behaviour", Style.SELF, Style.square()));

    /**
     * The predictions of one model on the items whose behaviour changed.
     *
     * @param model which model predicts
     * @param old the share of predictions of the old value
     * @param changed the share of predictions of the new value
     */
    public record Predictions(String model, Measured old, Measured changed) {}

    private BehaviourChangeChart() {}

    /**
     * Draws the chart.
     *
     * @param predictions the models from top to bottom
     * @param notes further figures in words
     */
    public static Chart of(Caption caption, List<Predictions> predictions, List<String> notes) {
        var rows = new ArrayList<RowPlot.Row>();
        for (int i = 0; i < predictions.size(); i++) {
            Predictions shown = predictions.get(i);
            rows.add(row(shown.model() + ": old", shown.old(), 0, i % 2 == 1));
            rows.add(row(shown.model() + ": new", shown.changed(), 1, i % 2 == 1));
        }
        return new ChartFrame(
                        "behaviour change",
                        caption.title(),
                        List.of(
                                "Predictions on items whose behaviour changed, with "
                                        + caption.interval()
                                        + ", clustered by prompt; n items"),
                        notes,
                        true)
                .draw(
                        new RowPlot(
                                Scale.ofShares("share of predictions that say the value"),
                                SERIES,
                                rows,
                                List.of(),
                                true));
    }

    private static RowPlot.Row row(String name, Measured share, int series, boolean isMarked) {
        return new RowPlot.Row(name, share.estimate(), ChartText.share(share), series, isMarked);
    }
}
