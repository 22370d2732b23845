package dev.inward.calibration;

import dev.inward.statistics.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How often a regression gate of 20 cells passes and fails. */
final class GateTable implements CalibrationReport.Table {

    /** An unchanged version must pass at least this often. */
    private static final double LEAST_PASSES = 0.9;

    private static final double CONFIDENCE_OF_EXCESS = 0.999;

    private final List<GateCell.Counts> rows;

    GateTable(List<GateCell.Counts> rows) {
        this.rows = rows;
    }

    /** The known truths: an unchanged version, a fall of the margin, and one fallen cell. */
    static List<GateCell> cells() {
        var cells = new ArrayList<GateCell>();
        for (boolean shares : new boolean[] {true, false}) {
            String prompts = shares ? "same prompts" : "other prompts";
            cells.add(cell(cells, "unchanged", prompts, shares, 0.8, 0, 0));
            cells.add(cell(cells, "all cells fall by 5 points", prompts, shares, 0.8, 0.05, 0));
            cells.add(cell(cells, "one cell falls by 20 points", prompts, shares, 0.8, 0, 0.2));
            cells.add(cell(cells, "one cell falls by 30 points", prompts, shares, 0.8, 0, 0.3));
        }
        cells.add(cell(cells, "unchanged, answers identical", "same prompts", true, 1, 0, 0));
        cells.add(cell(cells, "unchanged, answers unrelated", "other prompts", false, 0, 0, 0));
        return cells;
    }

    private static GateCell cell(
            List<GateCell> before,
            String name,
            String prompts,
            boolean shares,
            double agreement,
            double all,
            double first) {
        return new GateCell(
                14_001 + before.size(), name + " | " + prompts, shares, agreement, all, first);
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("| new version | cells have | PASS | FAIL | first cell FAIL |");
        lines.add("|---|---|---|---|---|");
        rows.stream().map(GateTable::line).forEach(lines::add);
        return lines;
    }

    private static String line(GateCell.Counts row) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s |",
                row.cell().name(),
                ErrorRate.percent(row.passed()),
                ErrorRate.percent(row.failed()),
                ErrorRate.percent(row.firstFell()));
    }

    /** A fall of exactly the margin is the worst case for both verdicts. */
    @Override
    public List<String> failures() {
        return rows.stream().filter(GateTable::isWrong).map(GateTable::line).toList();
    }

    private static boolean isWrong(GateCell.Counts row) {
        GateCell cell = row.cell();
        if (cell.fallOfAll() > 0) {
            return isAbove(row.passed(), 0.05) || isAbove(row.failed(), 0.05);
        }
        return cell.fallOfFirst() == 0
                && (isAbove(row.failed(), 0.05)
                        || (cell.agreement() >= 0.8 && isBelow(row.passed(), LEAST_PASSES)));
    }

    private static boolean isAbove(Proportion rate, double limit) {
        return rate.clopperPearson(2 * CONFIDENCE_OF_EXCESS - 1).lower() > limit;
    }

    private static boolean isBelow(Proportion rate, double limit) {
        return rate.clopperPearson(2 * CONFIDENCE_OF_EXCESS - 1).upper() < limit;
    }
}
