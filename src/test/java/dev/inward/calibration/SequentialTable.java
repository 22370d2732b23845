package dev.inward.calibration;

import dev.inward.verdict.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How many of its items the engine used where it stopped when decided, and how it decided. */
final class SequentialTable implements CalibrationReport.Table {

    /** More than this share of the items would make stopping early pointless. */
    private static final double MOST = 0.95;

    private final List<SequentialCounts> rows;

    SequentialTable(List<SequentialCounts> rows) {
        this.rows = rows;
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(
                "| known truth | items | PASS of all items | PASS when decided | items used, % of all |");
        lines.add("|---|--:|---|---|--:|");
        rows.stream().map(SequentialTable::line).forEach(lines::add);
        return lines;
    }

    @Override
    public List<String> misses() {
        return rows.stream().filter(row -> row.share() > MOST).map(SequentialTable::line).toList();
    }

    private static String line(SequentialCounts row) {
        CalibrationCell cell = row.fixed().cell();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %s | %s | %.0f |",
                cell.name(),
                cell.n(),
                ErrorRate.percent(row.fixed().rate(Decision.PASS)),
                ErrorRate.percent(row.sequential().rate(Decision.PASS)),
                100 * row.share());
    }
}
