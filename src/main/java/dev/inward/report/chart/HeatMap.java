package dev.inward.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jfree.chart.annotations.XYBoxAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.PaintScale;
import org.jfree.chart.renderer.xy.XYBlockRenderer;
import org.jfree.data.xy.DefaultXYZDataset;
import org.jspecify.annotations.Nullable;

/** The accuracy of each predictor on each target. */
public final class HeatMap {

    /** More models are left out, and a line says so. */
    static final int MAX_MODELS = 16;

    private static final int ROW_HEIGHT = 34;
    private static final double MAX_TARGET_WIDTH = 200;
    private static final int HEAD_HEIGHT = 60;
    private static final double LEAST_WIDTH_OF_TEXT = 44;
    private static final double BLOCK = 0.94;
    private static final BasicStroke FRAME = new BasicStroke(2.5f);
    private static final double GAP = 10;
    private static final double DARK = 0.62;

    /**
     * A cell.
     *
     * @param target the target; may come from outside
     * @param predictor the predictor, which is the target itself for self-prediction
     * @param n the number of items
     */
    public record Cell(String target, String predictor, Estimate accuracy, int n) {

        private String words() {
            return ChartText.format(
                    "%s, predicted by %s: %s, n = %d",
                    ChartText.line(target),
                    target.equals(predictor) ? "itself" : ChartText.line(predictor),
                    accuracy.asShare(),
                    n);
        }
    }

    private HeatMap() {}

    /** Draws the map; targets and predictors are in the order in which they come first. */
    public static Chart of(Caption caption, List<Cell> cells) {
        List<String> allTargets = cells.stream().map(Cell::target).distinct().toList();
        // Targets first, so that self-prediction is on the diagonal.
        List<String> allPredictors =
                Stream.concat(allTargets.stream(), cells.stream().map(Cell::predictor))
                        .distinct()
                        .filter(name -> cells.stream().anyMatch(it -> it.predictor().equals(name)))
                        .toList();
        List<String> targets = first(allTargets);
        List<String> predictors = first(allPredictors);
        List<Cell> shown =
                cells.stream()
                        .filter(cell -> cell.accuracy().isKnown())
                        .filter(cell -> targets.contains(cell.target()))
                        .filter(cell -> predictors.contains(cell.predictor()))
                        .toList();
        var above = new ArrayList<String>();
        above.add(
                "Accuracy (share of right predictions): rows are targets, columns are predictors");
        above.add(
                "Framed: self-prediction. Intervals ("
                        + ChartText.percent(caption.confidence())
                        + ") and n are in the alternative text");
        if (targets.size() < allTargets.size() || predictors.size() < allPredictors.size()) {
            above.add(
                    ChartText.format(
                            "The first %d of %d targets and %d of %d predictors; verdicts.json has all",
                            targets.size(),
                            allTargets.size(),
                            predictors.size(),
                            allPredictors.size()));
        }
        var names = Names.of(targets, predictors);
        return new ChartFrame(
                        "predictors and targets", caption.title(), above, names.notes(), false)
                .draw(
                        plot(targets, predictors, names, shown),
                        HEAD_HEIGHT + ROW_HEIGHT * Math.max(1, targets.size()),
                        shown.stream().map(Cell::words).toList());
    }

    /**
     * The names beside the map. Columns that are too narrow for their names have numbers.
     *
     * @param notes the names of columns that are no rows, if columns have numbers
     */
    private record Names(List<String> rows, List<String> columns, List<String> notes) {

        static Names of(List<String> targets, List<String> predictors) {
            double width = columnWidth(predictors) - GAP;
            if (predictors.stream().allMatch(it -> ChartText.width(it, Style.TEXT) <= width)) {
                return new Names(targets, predictors, List.of());
            }
            return new Names(
                    targets.stream().map(it -> numbered(predictors, it)).toList(),
                    predictors.stream()
                            .map(it -> String.valueOf(predictors.indexOf(it) + 1))
                            .toList(),
                    predictors.stream()
                            .filter(it -> !targets.contains(it))
                            .map(it -> numbered(predictors, it))
                            .map(it -> ChartText.fitting(it, Style.TEXT, Style.LINE_WIDTH))
                            .toList());
        }

        private static String numbered(List<String> predictors, String name) {
            int index = predictors.indexOf(name);
            return index < 0 ? name : index + 1 + ". " + name;
        }
    }

    private static double columnWidth(List<String> predictors) {
        return (Style.LINE_WIDTH - MAX_TARGET_WIDTH) / Math.max(1, predictors.size());
    }

    private static List<String> first(List<String> names) {
        return names.subList(0, Math.min(MAX_MODELS, names.size()));
    }

    private static XYPlot plot(
            List<String> targets, List<String> predictors, Names names, List<Cell> cells) {
        double columnWidth = columnWidth(predictors);
        double[][] data = new double[3][cells.size()];
        var blocks = new XYBlockRenderer();
        blocks.setPaintScale(new Shades());
        blocks.setBlockWidth(BLOCK);
        blocks.setBlockHeight(BLOCK);
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            data[0][i] = predictors.indexOf(cell.predictor());
            data[1][i] = targets.indexOf(cell.target());
            data[2][i] = cell.accuracy().value();
            if (cell.target().equals(cell.predictor())) {
                blocks.addAnnotation(frame(data[0][i], data[1][i]));
            }
            blocks.addAnnotation(number(cell, data[0][i], data[1][i], columnWidth));
        }
        var dataset = new DefaultXYZDataset();
        dataset.addSeries("accuracy", data);
        var plot =
                new XYPlot(
                        dataset,
                        axis("predictor", names.columns(), columnWidth - GAP),
                        axis(null, names.rows(), MAX_TARGET_WIDTH - GAP),
                        blocks);
        plot.getRangeAxis().setInverted(true);
        plot.setDomainAxisLocation(AxisLocation.TOP_OR_LEFT);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        return plot;
    }

    private static SymbolAxis axis(@Nullable String label, List<String> names, double width) {
        var axis =
                new SymbolAxis(
                        label,
                        names.stream()
                                .map(name -> ChartText.fitting(name, Style.TEXT, width))
                                .toArray(String[]::new));
        axis.setRange(-0.5, Math.max(1, names.size()) - 0.5);
        axis.setGridBandsVisible(false);
        Style.axis(axis);
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        return axis;
    }

    /** The vertical axis goes downwards, so the lower end of a box is the greater number. */
    private static XYBoxAnnotation frame(double x, double y) {
        return new XYBoxAnnotation(
                x - BLOCK / 2, y + BLOCK / 2, x + BLOCK / 2, y - BLOCK / 2, FRAME, Style.CROSS);
    }

    private static XYTextAnnotation number(Cell cell, double x, double y, double width) {
        double accuracy = cell.accuracy().value();
        var number =
                new XYTextAnnotation(
                        ChartText.format(width < LEAST_WIDTH_OF_TEXT ? "%.1f" : "%.2f", accuracy),
                        x,
                        y);
        number.setFont(Style.TEXT);
        number.setPaint(accuracy > DARK ? Color.WHITE : Style.INK);
        return number;
    }

    /** From white at 0 to dark blue at 1, so that brightness alone says the value. */
    private static final class Shades implements PaintScale {

        private static final Color LIGHT = new Color(0xF2F6FA);
        private static final Color FULL = new Color(0x00446B);

        @Override
        public double getLowerBound() {
            return 0;
        }

        @Override
        public double getUpperBound() {
            return 1;
        }

        @Override
        public Color getPaint(double value) {
            double share = Math.min(1, Math.max(0, value));
            return new Color(
                    mixed(LIGHT.getRed(), FULL.getRed(), share),
                    mixed(LIGHT.getGreen(), FULL.getGreen(), share),
                    mixed(LIGHT.getBlue(), FULL.getBlue(), share));
        }

        private static int mixed(int from, int to, double share) {
            return (int) Math.round(from + (to - from) * share);
        }
    }
}
