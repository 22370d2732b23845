package dev.inward.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/**
 * What all charts share. The colours are those of Okabe and Ito (2008), which colour-blind readers
 * tell apart; series differ in their shapes too. The background is white, also on a dark page.
 */
final class Style {

    static final int WIDTH = 960;
    static final double MARGIN = 16;
    static final double LINE_WIDTH = WIDTH - 2 * MARGIN;

    static final Color SELF = new Color(0x0072B2);
    static final Color CROSS = new Color(0xD55E00);
    static final Color UNTRAINED_SELF = new Color(0x56B4E9);
    static final Color UNTRAINED_CROSS = new Color(0xE69F00);
    static final Color CEILING = new Color(0x009E73);
    static final Color OPEN = new Color(0x6B6B6B);
    static final Color BASELINE = new Color(0x8A8A8A);
    static final Color INK = new Color(0x1F2328);
    static final Color FAINT_INK = new Color(0x4F5862);
    static final Color GRID = new Color(0xD6DBE0);
    static final Color BAND = new Color(0xEEF2F6);

    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 16);
    static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

    static final Stroke WHISKER = new BasicStroke(1.5f);
    static final Stroke SOLID = new BasicStroke(1.2f);
    static final Stroke DASHED =
            new BasicStroke(
                    1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {6, 4}, 0);

    private static final RectangleInsets OUTER = new RectangleInsets(12, MARGIN, 12, MARGIN);

    private Style() {}

    static Shape circle() {
        return new Ellipse2D.Double(-4.5, -4.5, 9, 9);
    }

    static Shape square() {
        return new Rectangle2D.Double(-4, -4, 8, 8);
    }

    static Shape triangle() {
        var triangle = new Path2D.Double();
        triangle.moveTo(0, -5.5);
        triangle.lineTo(5.5, 4);
        triangle.lineTo(-5.5, 4);
        triangle.closePath();
        return triangle;
    }

    /** Returns what draws vertical intervals alone, without the means and without a legend. */
    static XYErrorRenderer whiskers() {
        var whiskers = new XYErrorRenderer();
        whiskers.setDrawXError(false);
        whiskers.setCapLength(8);
        whiskers.setErrorStroke(WHISKER);
        whiskers.setDefaultShapesVisible(false);
        whiskers.setDefaultSeriesVisibleInLegend(false);
        return whiskers;
    }

    /**
     * Returns a chart around a plot.
     *
     * @param above the lines below the title
     * @param below the lines below the plot
     */
    static JFreeChart chart(
            String title, List<String> above, XYPlot plot, List<String> below, boolean hasLegend) {
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinePaint(GRID);
        plot.setRangeGridlinePaint(GRID);
        plot.setDomainGridlineStroke(new BasicStroke(1));
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        var chart = new JFreeChart(null, TITLE, plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(OUTER);
        chart.setTitle(line(ChartText.fitting(title, TITLE, LINE_WIDTH), TITLE, INK));
        above.forEach(text -> chart.addSubtitle(line(fitting(text), TEXT, FAINT_INK)));
        // Of titles at the bottom, each stands above the one before.
        for (int i = below.size() - 1; i >= 0; i--) {
            TextTitle note = line(fitting(below.get(i)), TEXT, INK);
            note.setPosition(RectangleEdge.BOTTOM);
            chart.addSubtitle(note);
        }
        if (hasLegend) {
            chart.addSubtitle(legend(plot));
        }
        return chart;
    }

    /** A line that is too long would be wrapped, and there is no height for it. */
    private static String fitting(String text) {
        return ChartText.fitting(text, TEXT, LINE_WIDTH);
    }

    private static TextTitle line(String text, Font font, Color color) {
        var title = new TextTitle(text, font);
        title.setPaint(color);
        title.setHorizontalAlignment(HorizontalAlignment.LEFT);
        title.setTextAlignment(HorizontalAlignment.LEFT);
        title.setPadding(1, 0, 2, 0);
        return title;
    }

    private static LegendTitle legend(XYPlot plot) {
        var legend = new LegendTitle(plot);
        legend.setItemFont(TEXT);
        legend.setItemPaint(INK);
        legend.setBackgroundPaint(Color.WHITE);
        legend.setPosition(RectangleEdge.BOTTOM);
        legend.setPadding(6, 0, 4, 0);
        legend.setItemLabelPadding(new RectangleInsets(2, 4, 2, 16));
        return legend;
    }

    static void axis(ValueAxis axis) {
        axis.setTickLabelFont(TEXT);
        axis.setTickLabelPaint(INK);
        axis.setLabelFont(TEXT);
        axis.setLabelPaint(INK);
        axis.setAxisLinePaint(FAINT_INK);
        axis.setTickMarkPaint(FAINT_INK);
    }
}
