package dev.inward.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Error rates with prompts of very unequal size. */
final class UnevenTable implements CalibrationReport.Table {

    private final List<UnevenCell.Counts> rows;

    UnevenTable(List<UnevenCell.Counts> rows) {
        this.rows = rows;
    }

    /** Prompts that are too uneven to decide anything, and prompts that are just even enough. */
    static List<UnevenCell> cells() {
        int[][] designs = {{30, 30, 50}, {392, 8, 50}, {95, 5, 10}, {180, 20, 10}, {30, 2, 50}};
        double[][] truths = {{0, 0}, {0, 0.2}, {0.3, 0.3}, {-0.3, 0.3}};
        var cells = new ArrayList<UnevenCell>();
        for (int[] design : designs) {
            for (double[] truth : truths) {
                cells.add(
                        new UnevenCell(
                                10_001 + cells.size(),
                                design[0],
                                design[1],
                                design[2],
                                truth[0],
                                truth[1]));
            }
        }
        return cells;
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(
                "| prompts | large − small | only cross right | effective prompts | PASS | FAIL | PASS, sequential | FAIL, sequential |");
        lines.add("|---|--:|--:|--:|---|---|---|---|");
        rows.stream().map(UnevenTable::line).forEach(lines::add);
        return lines;
    }

    private static String line(UnevenCell.Counts row) {
        UnevenCell cell = row.cell();
        return String.format(
                Locale.ROOT,
                "| %d of 1 item, %d of %d | %+.1f | %.1f | %.1f | %s | %s | %s | %s |",
                cell.small(),
                cell.large(),
                cell.largeSize(),
                cell.excess(),
                cell.wrongBoth(),
                cell.effectivePrompts(),
                ErrorRate.percent(row.passed()),
                ErrorRate.percent(row.failed()),
                ErrorRate.percent(row.passedEarly()),
                ErrorRate.percent(row.failedEarly()));
    }

    @Override
    public List<String> failures() {
        return rows.stream()
                .filter(
                        row ->
                                Stream.of(
                                                row.passed(),
                                                row.failed(),
                                                row.passedEarly(),
                                                row.failedEarly())
                                        .anyMatch(
                                                rate -> ErrorRate.exceeds(rate, ErrorRate.level())))
                .map(UnevenTable::line)
                .toList();
    }
}
