package dev.inward.report.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** A horizontal axis of numbers that grow by factors. It has a tick at each of them. */
final class SizeAxis extends NumberAxis {

    private static final long serialVersionUID = 1L;

    private static final double LABEL_GAP = 8;

    private final int[] sizes;

    /**
     * @param sizes the sizes in ascending order, at least 1 each
     */
    SizeAxis(String label, int... sizes) {
        super(label);
        this.sizes = sizes.clone();
        double first = position(sizes[0]);
        double last = position(sizes[sizes.length - 1]);
        double gap = Math.max(0.1, (last - first) / 12);
        setRange(first - gap, last + gap);
        Style.axis(this);
    }

    static double position(int size) {
        return Math.log10(Math.max(1, size));
    }

    /** A label that would overlap the one before is left out; its tick is drawn. */
    @Override
    public List<NumberTick> refreshTicks(
            Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
        var ticks = new ArrayList<NumberTick>();
        double end = Double.NEGATIVE_INFINITY;
        for (int size : sizes) {
            String label = ChartText.format("%,d", size);
            double middle = valueToJava2D(position(size), area, edge);
            double half = ChartText.width(label, getTickLabelFont()) / 2;
            boolean isShown = middle - half > end + LABEL_GAP;
            end = isShown ? middle + half : end;
            ticks.add(
                    new NumberTick(
                            position(size),
                            isShown ? label : "",
                            TextAnchor.TOP_CENTER,
                            TextAnchor.TOP_CENTER,
                            0));
        }
        return ticks;
    }
}
