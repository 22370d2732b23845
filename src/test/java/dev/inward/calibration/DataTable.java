package dev.inward.calibration;

import dev.inward.statistics.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Error rates by kind of data. */
final class DataTable implements CalibrationReport.Table {

    /** The share of discordant items with independent predictors, 55 % and 50 % of them right. */
    private static final double HALF = 0.5;

    private static final MissingAnswers ONLY_SELF_IS_RIGHT = new MissingAnswers(0.01, 1, 0, 0);
    private static final MissingAnswers ONLY_CROSS_IS_RIGHT = new MissingAnswers(0.01, 0, 1, 0);

    private final List<DataCell.Counts> rows;

    DataTable(List<DataCell.Counts> rows) {
        this.rows = rows;
    }

    /** The kinds of data, in the order of the table. */
    static List<DataCell> cells() {
        var cells = new ArrayList<DataCell>();
        missing(cells, "5 % missing at random", MissingAnswers.atRandom(0.05));
        missing(
                cells,
                "5 % missing, twice as often where self is right",
                new MissingAnswers(0.05, 2, 1, 1));
        missing(cells, "1 % missing at random", MissingAnswers.atRandom(0.01));
        missing(
                cells,
                "1 % missing, twice as often where self is right",
                new MissingAnswers(0.01, 2, 1, 1));
        missing(
                cells,
                "1 % missing, twice as often where cross is right",
                new MissingAnswers(0.01, 1, 2, 1));
        missing(cells, "1 % missing, only where self is right", ONLY_SELF_IS_RIGHT);
        missing(cells, "1 % missing, only where cross is right", ONLY_CROSS_IS_RIGHT);
        for (int items : List.of(50, 100, 300, 1_000)) {
            add(cells, "every item is discordant", ItemTruth.of(items, 0.05, 1));
        }
        for (double excess : new double[] {0, 0.25, -0.25}) {
            String advantages =
                    String.format(
                            Locale.ROOT,
                            ", advantages %+.2f and %+.2f",
                            0.05 + excess,
                            0.05 - excess);
            ItemTruth small = ItemTruth.of(10, 0.05 + excess, HALF);
            ItemTruth large = ItemTruth.of(1_000, 0.05 - excess, HALF);
            add(cells, "a task of 10 beside one of 1,000" + advantages, small, large);
            add(
                    cells,
                    "two tasks of 10 beside two of 1,000" + advantages,
                    small,
                    small,
                    large,
                    large);
        }
        for (int items : List.of(30, 40, 50)) {
            add(cells, "few items, half of them discordant", ItemTruth.of(items, 0.05, HALF));
            add(cells, "few items, 9 % of them discordant", ItemTruth.of(items, 0.05, 0.09));
            add(cells, "few items, nested", ItemTruth.of(items, 0.05, 0.05));
        }
        return cells;
    }

    private static void missing(List<DataCell> cells, String kind, MissingAnswers missing) {
        cells.add(
                new DataCell(
                        12_001 + cells.size(),
                        kind,
                        List.of(ItemTruth.of(1_000, 0.05, HALF)),
                        missing));
    }

    private static void add(List<DataCell> cells, String kind, ItemTruth... tasks) {
        cells.add(new DataCell(12_001 + cells.size(), kind, List.of(tasks), MissingAnswers.NONE));
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("| data | items | PASS | FAIL | INCONCLUSIVE |");
        lines.add("|---|--:|---|---|---|");
        rows.stream().map(DataTable::line).forEach(lines::add);
        return lines;
    }

    private static String line(DataCell.Counts row) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %s | %s | %s |",
                row.cell().kind(),
                row.cell().size(),
                ErrorRate.percent(row.passed()),
                ErrorRate.percent(row.failed()),
                ErrorRate.percent(row.inconclusive()));
    }

    @Override
    public List<String> failures() {
        return rows.stream()
                .filter(row -> isTooHigh(row.passed()) || isTooHigh(row.failed()))
                .map(DataTable::line)
                .toList();
    }

    private static boolean isTooHigh(Proportion rate) {
        return ErrorRate.exceeds(rate, ErrorRate.level());
    }
}
