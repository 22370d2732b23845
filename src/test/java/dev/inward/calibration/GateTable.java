package dev.inward.calibration;

import dev.inward.statistics.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How often a regression gate of 20 cells passes and fails. */
final class GateTable implements CalibrationReport.Table {

    /** An unchanged version must pass at least this often. */
    private static final double LEAST_PASSES = 0.9;

    /** A prediction with this agreement gets the same score in 91 % of the cases. */
    private static final double AGREEMENT_OF_UNCHANGED = 0.8;

    private static final double CORRELATION = 0.3;
    private static final double CONFIDENCE_OF_EXCESS = 0.999;

    private final List<GateCell.Counts> rows;

    GateTable(List<GateCell.Counts> rows) {
        this.rows = rows;
    }

    /** The known truths: an unchanged version, a fall of the margin, and one fallen cell. */
    static List<GateCell> cells() {
        var cells = new ArrayList<GateCell>();
        for (Prompts prompts : Prompts.values()) {
            for (double agreement : new double[] {1, 0.95, 0.8, 0.5, 0}) {
                add(cells, "unchanged", prompts, agreement, 0, 0);
            }
            add(cells, "all cells fall by 5 points", prompts, 1, 0.05, 0);
            add(cells, "all cells fall by 5 points", prompts, 0.8, 0.05, 0);
            add(cells, "one cell falls by 20 points", prompts, 0.8, 0, 0.2);
            add(cells, "one cell falls by 30 points", prompts, 0.8, 0, 0.3);
        }
        return cells;
    }

    /** Which prompts the cells have. */
    private enum Prompts {
        OTHER("other", false, 0),
        SAME("the same", true, 0),
        CORRELATED("the same, ρ " + CORRELATION, true, CORRELATION);

        private final String name;
        private final boolean areShared;
        private final double rho;

        Prompts(String name, boolean areShared, double rho) {
            this.name = name;
            this.areShared = areShared;
            this.rho = rho;
        }
    }

    private static void add(
            List<GateCell> cells,
            String name,
            Prompts prompts,
            double agreement,
            double fallOfAll,
            double fallOfFirst) {
        cells.add(
                new GateCell(
                        14_001 + cells.size(),
                        name + " | " + prompts.name,
                        prompts.areShared,
                        prompts.rho,
                        agreement,
                        fallOfAll,
                        fallOfFirst));
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(
                "| new version | prompts of the cells | same score, % | PASS | FAIL | first cell FAIL |");
        lines.add("|---|---|--:|---|---|---|");
        rows.stream().map(GateTable::line).forEach(lines::add);
        return lines;
    }

    private static String line(GateCell.Counts row) {
        return String.format(
                Locale.ROOT,
                "| %s | %.0f | %s | %s | %s |",
                row.cell().name(),
                100 * row.cell().sameScores(),
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
        if (cell.fallOfFirst() > 0) {
            return false;
        }
        if (ErrorRate.exceeds(row.failed(), ErrorRate.level())) {
            return true;
        }
        return cell.fallOfAll() > 0
                ? ErrorRate.exceeds(row.passed(), ErrorRate.level())
                : mustPass(cell) && isBelow(row.passed(), LEAST_PASSES);
    }

    private static boolean mustPass(GateCell cell) {
        return cell.rho() == 0 && cell.agreement() >= AGREEMENT_OF_UNCHANGED;
    }

    private static boolean isBelow(Proportion rate, double limit) {
        return rate.clopperPearson(2 * CONFIDENCE_OF_EXCESS - 1).upper() < limit;
    }
}
