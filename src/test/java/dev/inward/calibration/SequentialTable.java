package dev.inward.calibration;

import dev.inward.verdict.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The share of items that sequential runs use, and their decisions. */
final class SequentialTable implements CalibrationReport.Table {

    /** Stopping early is useful only below this share of the items. */
    private static final double MAX_SHARE = 0.95;

    private final List<SequentialCounts> rows;

    SequentialTable(List<SequentialCounts> rows) {
        this.rows = rows;
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(
                "| known truth | items | PASS on all items | PASS when sequential | items used, % of all |");
        lines.add("|---|--:|---|---|--:|");
        rows.stream().map(SequentialTable::line).forEach(lines::add);
        return lines;
    }

    @Override
    public List<String> failures() {
        return rows.stream()
                .filter(row -> row.share() > MAX_SHARE)
                .map(SequentialTable::line)
                .toList();
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
