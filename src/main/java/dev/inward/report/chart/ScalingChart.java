package dev.inward.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** How the accuracies grow with the number of finetuning rows. */
public final class ScalingChart {

    /** More points are drawn, but have no line of numbers below the curve. */
    private static final int MAX_LINES = 20;

    /**
     * The accuracies with one number of rows.
     *
     * @param rows the largest number of rows of a task and a property
     * @param n the number of items
     */
    public record Point(int rows, int n, Estimate self, Estimate cross) {

        private String words() {
            return ChartText.format(
                    "%,d rows: self %s, cross %s, n = %d",
                    rows, self.asShare(), cross.asShare(), n);
        }
    }

    private ScalingChart() {}

    /**
     * Draws the chart.
     *
     * @param points the points by number of rows, ascending, at least one
     */
    public static Chart of(Caption caption, List<Point> points) {
        var plot =
                new CurvePlot(
                        new SizeAxis(
                                "finetuning rows of a task and a property (logarithmic)",
                                points.stream().mapToInt(Point::rows).toArray()),
                        Scale.ofShares(null).axis(),
                        List.of(
                                new CurvePlot.Curve(
                                        "self-prediction",
                                        Style.SELF,
                                        Style.circle(),
                                        points(points, Point::self)),
                                new CurvePlot.Curve(
                                        "cross-prediction",
                                        Style.CROSS,
                                        Style.square(),
                                        points(points, Point::cross))),
                        false);
        var numbers = new ArrayList<>(points.stream().map(Point::words).toList());
        return new ChartFrame(
                        "scaling",
                        caption.title(),
                        List.of(
                                "Accuracy (share of right predictions) with "
                                        + caption.interval()
                                        + ", clustered by prompt; n items"),
                        numbers.subList(0, Math.min(MAX_LINES, numbers.size())),
                        true)
                .draw(
                        plot.plot(),
                        CurvePlot.HEIGHT,
                        numbers.subList(Math.min(MAX_LINES, numbers.size()), numbers.size()));
    }

    private static List<CurvePlot.Point> points(
            List<Point> points, Function<Point, Estimate> accuracy) {
        return points.stream()
                .map(
                        point ->
                                new CurvePlot.Point(
                                        SizeAxis.position(point.rows()), accuracy.apply(point)))
                .toList();
    }
}
