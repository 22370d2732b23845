package dev.inward.report.chart;

import dev.inward.text.VisibleText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jfree.chart.plot.XYPlot;

/**
 * A chart before it is drawn.
 *
 * @param name the name of its kind
 * @param title what is shown; may come from outside
 * @param above lines below the title: intervals, units, reference lines
 * @param below lines below the plot: numbers that have no place in it
 * @param hasLegend whether the kinds of marks are explained below the plot
 */
record ChartFrame(
        String name, String title, List<String> above, List<String> below, boolean hasLegend) {

    private static final int TITLE_HEIGHT = 56;
    private static final int LINE_HEIGHT = 19;
    private static final int LEGEND_HEIGHT = 28;

    /**
     * Draws the chart.
     *
     * @param plotHeight the height of the plot with its axes
     * @param numbers the numbers of the plot in words, for the alternative text
     */
    Chart draw(XYPlot plot, int plotHeight, List<String> numbers) {
        String description =
                Stream.of(
                                Stream.of(ChartText.line(title)),
                                above.stream(),
                                numbers.stream(),
                                below.stream())
                        .flatMap(texts -> texts)
                        .map(text -> text.endsWith(".") ? text : text + ".")
                        .map(VisibleText::line)
                        .collect(Collectors.joining(" "));
        int height =
                TITLE_HEIGHT
                        + LINE_HEIGHT * (above.size() + below.size())
                        + (hasLegend ? LEGEND_HEIGHT : 0)
                        + plotHeight;
        return new Chart(
                name,
                SvgDocument.of(
                        Style.chart(title, above, plot, below, hasLegend),
                        height,
                        ChartText.line(title),
                        description),
                description);
    }

    Chart draw(RowPlot rows) {
        return draw(rows.plot(), rows.height(), rows.words());
    }
}
