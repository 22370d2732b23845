package dev.inward.report.chart;

import java.awt.Color;
import java.awt.Shape;
import java.awt.Stroke;
import java.util.List;
import java.util.function.Predicate;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.AbstractXYItemRenderer;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/**
 * Rows with a name at the left, a mean with its interval on a common scale, and its numbers at the
 * right.
 *
 * @param scale the scale of all rows
 * @param series the kinds of rows
 * @param rows the rows from top to bottom; perhaps none
 * @param lines the reference lines
 * @param areBars whether means are bars from 0; otherwise points
 */
record RowPlot(
        Scale scale, List<Series> series, List<Row> rows, List<Line> lines, boolean areBars) {

    private static final int ROW_HEIGHT = 24;
    private static final int AXIS_HEIGHT = 56;
    private static final double LEAST_SCALE_WIDTH = 250;
    private static final double BAR_HALF_HEIGHT = 0.34;
    private static final RectangleInsets GAP = new RectangleInsets(2, 8, 2, 8);

    /**
     * A kind of row.
     *
     * @param name its name in the legend
     */
    record Series(String name, Color color, Shape shape) {}

    /**
     * A row.
     *
     * @param name its name; may come from outside
     * @param numbers its numbers
     * @param series the index of its kind
     * @param isMarked whether the row has a band behind it
     */
    record Row(String name, Estimate estimate, String numbers, int series, boolean isMarked) {

        String words() {
            return ChartText.line(name) + " " + numbers;
        }
    }

    /** A reference line. */
    record Line(double value, Color color, Stroke stroke) {}

    int height() {
        return AXIS_HEIGHT + ROW_HEIGHT * Math.max(1, rows.size());
    }

    List<String> words() {
        return rows.stream().map(Row::words).toList();
    }

    XYPlot plot() {
        var plot = new XYPlot();
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setDomainAxis(0, names());
        plot.setDomainAxis(1, numbers());
        plot.setRangeAxis(scale.axis());
        plot.setDomainGridlinesVisible(false);
        // The first dataset is drawn last: whiskers above bars, points above whiskers.
        int means = areBars ? 1 : 0;
        plot.setDataset(means, dataset(row -> row.estimate().isKnown()));
        plot.setRenderer(means, styled(areBars ? bars() : points()));
        plot.setDataset(1 - means, dataset(row -> row.estimate().hasInterval()));
        plot.setRenderer(1 - means, styled(whiskers()));
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).isMarked()) {
                var band = new IntervalMarker(i - 0.5, i + 0.5, Style.BAND);
                band.setAlpha(1);
                plot.addDomainMarker(band, Layer.BACKGROUND);
            }
        }
        for (Line line : lines) {
            var marker = new ValueMarker(line.value(), line.color(), line.stroke());
            marker.setAlpha(1);
            plot.addRangeMarker(marker, areBars ? Layer.FOREGROUND : Layer.BACKGROUND);
        }
        return plot;
    }

    private SymbolAxis names() {
        double numbers =
                rows.stream()
                        .mapToDouble(row -> ChartText.width(row.numbers(), Style.TEXT))
                        .max()
                        .orElse(0);
        double width = Style.LINE_WIDTH - numbers - LEAST_SCALE_WIDTH;
        return column(
                rows.stream()
                        .map(row -> ChartText.fitting(row.name(), Style.TEXT, width))
                        .toArray(String[]::new));
    }

    private SymbolAxis numbers() {
        return column(rows.stream().map(Row::numbers).toArray(String[]::new));
    }

    private static SymbolAxis column(String[] texts) {
        var axis = new SymbolAxis(null, texts);
        axis.setRange(-0.5, Math.max(1, texts.length) - 0.5);
        axis.setInverted(true);
        axis.setGridBandsVisible(false);
        Style.axis(axis);
        axis.setTickLabelInsets(GAP);
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        return axis;
    }

    private XYIntervalSeriesCollection dataset(Predicate<Row> shown) {
        var collection = new XYIntervalSeriesCollection();
        for (int kind = 0; kind < series.size(); kind++) {
            var data = new XYIntervalSeries(ChartText.line(series.get(kind).name()), false, true);
            for (int i = 0; i < rows.size(); i++) {
                Row row = rows.get(i);
                if (row.series() == kind && shown.test(row)) {
                    data.add(
                            i,
                            i - BAR_HALF_HEIGHT,
                            i + BAR_HALF_HEIGHT,
                            row.estimate().value(),
                            row.estimate().lower(),
                            row.estimate().upper());
                }
            }
            collection.addSeries(data);
        }
        return collection;
    }

    private static AbstractXYItemRenderer bars() {
        var bars = new XYBarRenderer();
        bars.setBarPainter(new StandardXYBarPainter());
        bars.setShadowVisible(false);
        bars.setDrawBarOutline(false);
        return bars;
    }

    private static AbstractXYItemRenderer points() {
        var points = new XYErrorRenderer();
        points.setDrawXError(false);
        points.setDrawYError(false);
        return points;
    }

    private AbstractXYItemRenderer whiskers() {
        XYErrorRenderer whiskers = Style.whiskers();
        if (areBars) {
            whiskers.setErrorPaint(Style.INK);
        }
        return whiskers;
    }

    private AbstractXYItemRenderer styled(AbstractXYItemRenderer renderer) {
        for (int kind = 0; kind < series.size(); kind++) {
            renderer.setSeriesPaint(kind, series.get(kind).color());
            renderer.setSeriesShape(kind, series.get(kind).shape());
        }
        return renderer;
    }
}
