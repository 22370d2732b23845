package dev.inward.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Verdicts on measurements whose claim does not hold, or holds exactly at its margin. */
final class MeasurementTable implements CalibrationReport.Table {

    private final List<MeasurementCalibrationCell.Counts> rows;

    MeasurementTable(List<MeasurementCalibrationCell.Counts> rows) {
        this.rows = rows;
    }

    static List<MeasurementCalibrationCell> cells() {
        var cells = new ArrayList<MeasurementCalibrationCell>();
        for (MeasurementTruth truth : MeasurementTruth.values()) {
            for (int items : new int[] {50, 150}) {
                cells.add(new MeasurementCalibrationCell(14_001 + cells.size(), truth, items));
            }
        }
        return cells;
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("| measurement | known truth | items | PASS | FAIL |");
        lines.add("|---|---|--:|---|---|");
        rows.stream().map(MeasurementTable::line).forEach(lines::add);
        return lines;
    }

    private static String line(MeasurementCalibrationCell.Counts row) {
        MeasurementTruth truth = row.cell().truth();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %s | %s |",
                truth.measurement().name(),
                truth.words(),
                row.cell().items(),
                ErrorRate.percent(row.passed()),
                ErrorRate.percent(row.failed()));
    }

    @Override
    public List<String> failures() {
        return rows.stream()
                .filter(
                        row ->
                                ErrorRate.exceeds(row.passed(), ErrorRate.level())
                                        || ErrorRate.exceeds(row.failed(), ErrorRate.level()))
                .map(MeasurementTable::line)
                .toList();
    }
}
