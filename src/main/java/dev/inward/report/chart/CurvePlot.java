package dev.inward.report.chart;

import java.awt.Color;
import java.awt.Shape;
import java.util.List;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/**
 * Curves of means with their intervals.
 *
 * @param horizontal the horizontal axis
 * @param vertical the vertical axis
 * @param curves the curves
 * @param hasDiagonal whether a dashed line goes from (0, 0) to (1, 1)
 */
record CurvePlot(
        NumberAxis horizontal, NumberAxis vertical, List<Curve> curves, boolean hasDiagonal) {

    static final int HEIGHT = 380;

    /** Three names fit into one line of the legend. */
    private static final double NAME_WIDTH = Style.LINE_WIDTH / 3 - 50;

    /**
     * A curve.
     *
     * @param name its name in the legend
     */
    record Curve(String name, Color color, Shape shape, List<Point> points) {}

    /** A point of a curve. */
    record Point(double x, Estimate y) {}

    XYPlot plot() {
        var means = new XYIntervalSeriesCollection();
        var intervals = new XYIntervalSeriesCollection();
        var lines = new XYErrorRenderer();
        lines.setDrawXError(false);
        lines.setDrawYError(false);
        lines.setDefaultLinesVisible(true);
        XYErrorRenderer whiskers = Style.whiskers();
        for (int i = 0; i < curves.size(); i++) {
            Curve curve = curves.get(i);
            means.addSeries(series(curve, curve.points()));
            intervals.addSeries(
                    series(
                            curve,
                            curve.points().stream()
                                    .filter(point -> point.y().hasInterval())
                                    .toList()));
            lines.setSeriesPaint(i, curve.color());
            lines.setSeriesShape(i, curve.shape());
            lines.setSeriesStroke(i, Style.WHISKER);
            whiskers.setSeriesPaint(i, curve.color());
        }
        var plot = new XYPlot(means, horizontal, vertical, lines);
        plot.setDataset(1, intervals);
        plot.setRenderer(1, whiskers);
        if (hasDiagonal) {
            lines.addAnnotation(new XYLineAnnotation(0, 0, 1, 1, Style.DASHED, Style.FAINT_INK));
        }
        return plot;
    }

    private static XYIntervalSeries series(Curve curve, List<Point> points) {
        var series =
                new XYIntervalSeries(
                        ChartText.fitting(curve.name(), Style.TEXT, NAME_WIDTH), false, true);
        for (Point point : points) {
            if (point.y().isKnown()) {
                series.add(
                        point.x(),
                        point.x(),
                        point.x(),
                        point.y().value(),
                        point.y().lower(),
                        point.y().upper());
            }
        }
        return series;
    }
}
