package dev.inward.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** The differences of all cells of an eval, with the margin as a line. */
public final class ForestPlot {

    /** More rows are left out, and a line says so. */
    static final int MAX_ROWS = 60;

    private static final int ABOVE = 0;
    private static final int OPEN = 1;
    private static final int BELOW = 2;

    private static final List<RowPlot.Series> SERIES =
            List.of(
                    new RowPlot.Series("interval above the margin", Style.SELF, Style.circle()),
                    new RowPlot.Series("interval across the margin", Style.OPEN, Style.square()),
                    new RowPlot.Series("interval below the margin", Style.CROSS, Style.triangle()));

    /**
     * A cell.
     *
     * @param difference self-prediction minus cross-prediction, on a number of items
     * @param isOwn whether it is the cell that the report is about
     */
    public record Cell(Measured difference, boolean isOwn) {}

    private ForestPlot() {}

    /**
     * Draws the plot.
     *
     * @param cells the cells from top to bottom
     * @param margin the margin of the claims
     */
    public static Chart of(Caption caption, List<Cell> cells, double margin) {
        List<Cell> shown = cells.subList(0, Math.min(cells.size(), MAX_ROWS));
        var above = new ArrayList<String>();
        above.add(
                "Self-prediction minus cross-prediction with "
                        + caption.interval()
                        + ", clustered by prompt; n items");
        above.add(
                ChartText.format(
                        "Solid line: no difference. Dashed line: the margin, %+.3f%s",
                        margin,
                        shown.stream().anyMatch(Cell::isOwn) ? ". Grey band: this cell" : ""));
        if (shown.size() < cells.size()) {
            above.add(
                    ChartText.format(
                            "The first %d of %d cells; verdicts.json has all",
                            MAX_ROWS, cells.size()));
        }
        Scale scale =
                Scale.ofDifferences(
                        "self − cross (difference of accuracies)",
                        DoubleStream.concat(
                                DoubleStream.of(margin),
                                ChartText.ends(
                                        shown.stream().map(cell -> cell.difference().estimate()))));
        return new ChartFrame("differences of all cells", caption.title(), above, List.of(), true)
                .draw(
                        new RowPlot(
                                scale,
                                SERIES,
                                shown.stream().map(cell -> row(cell, margin)).toList(),
                                List.of(
                                        new RowPlot.Line(0, Style.FAINT_INK, Style.SOLID),
                                        new RowPlot.Line(margin, Style.INK, Style.DASHED)),
                                false));
    }

    private static RowPlot.Row row(Cell cell, double margin) {
        Estimate estimate = cell.difference().estimate();
        int standing = OPEN;
        if (estimate.hasInterval() && estimate.lower() > margin) {
            standing = ABOVE;
        } else if (estimate.hasInterval() && estimate.upper() < margin) {
            standing = BELOW;
        }
        return new RowPlot.Row(
                cell.difference().name(),
                estimate,
                ChartText.difference(cell.difference()),
                standing,
                cell.isOwn());
    }
}
