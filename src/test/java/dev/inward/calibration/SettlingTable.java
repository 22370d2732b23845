package dev.inward.calibration;

import dev.inward.verdict.IntrospectionClaim;
import dev.inward.verdict.ItemsToSettle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;

/** The number of items that inconclusive verdicts name, beside the number that is enough. */
final class SettlingTable implements CalibrationReport.Table {

    /** The range is that of an 80 % interval. */
    private static final double LEAST_COVERAGE = 0.8;

    private static final double CONFIDENCE_OF_EXCESS = 0.999;

    private final List<SettlingCell.Counts> rows;

    SettlingTable(List<SettlingCell.Counts> rows) {
        this.rows = rows;
    }

    /** Advantages above the margin, with too few items for most runs. */
    static List<SettlingCell> cells() {
        var cells = new ArrayList<SettlingCell>();
        for (int items : List.of(50, 100, 200, 300)) {
            cells.add(cell(cells, "65 % and 50 % right", items, 0.65, 0.5, 0));
        }
        for (int items : List.of(50, 100)) {
            cells.add(cell(cells, "65 % and 50 % right, nested", items, 0.65, 0.5, 1));
            cells.add(cell(cells, "17 % and 2 % right", items, 0.17, 0.02, 0));
        }
        for (int items : List.of(300, 1_000)) {
            cells.add(cell(cells, "60 % and 50 % right", items, 0.6, 0.5, 0));
        }
        return cells;
    }

    private static SettlingCell cell(
            List<SettlingCell> before,
            String name,
            int items,
            double self,
            double cross,
            double agreement) {
        return new SettlingCell(
                new CalibrationCell(
                        13_001 + before.size(),
                        name,
                        List.of(KnownTruth.predictors(self, cross, agreement)),
                        items,
                        new ClusterDesign(1, 0),
                        new IntrospectionClaim(FixedGrid.MARGIN),
                        List.of()));
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(
                "| known truth | items | INCONCLUSIVE | enough | expected: 10 %, 50 %, 90 % | least: 50 % | most: 50 % | in the range: all runs | in the range: INCONCLUSIVE |");
        lines.add("|---|--:|---|--:|---|--:|--:|---|---|");
        rows.stream().map(SettlingTable::line).forEach(lines::add);
        return lines;
    }

    private static String line(SettlingCell.Counts row) {
        CalibrationCell cell = row.cell().cell();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %s | %d | %s, %s, %s | %s | %s | %s | %s |",
                cell.name(),
                cell.n(),
                ErrorRate.percent(row.inconclusive()),
                row.truth(),
                quantile(row, ItemsToSettle::expected, 0.1),
                quantile(row, ItemsToSettle::expected, 0.5),
                quantile(row, ItemsToSettle::expected, 0.9),
                quantile(row, ItemsToSettle::least, 0.5),
                quantile(row, ItemsToSettle::most, 0.5),
                ErrorRate.percent(row.covered(row.all())),
                ErrorRate.percent(row.covered(row.said())));
    }

    private static String quantile(
            SettlingCell.Counts row, Function<ItemsToSettle, OptionalLong> number, double share) {
        OptionalLong quantile = row.quantile(number, share);
        return quantile.isPresent() ? Long.toString(quantile.getAsLong()) : "> 10000";
    }

    @Override
    public List<String> failures() {
        return rows.stream()
                .filter(
                        row ->
                                row.covered(row.all())
                                                .clopperPearson(2 * CONFIDENCE_OF_EXCESS - 1)
                                                .upper()
                                        < LEAST_COVERAGE)
                .map(SettlingTable::line)
                .toList();
    }
}
