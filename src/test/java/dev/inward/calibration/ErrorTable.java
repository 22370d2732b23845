package dev.inward.calibration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Error rates by known truth and number of items. Each row has the worst rate of its designs. */
final class ErrorTable implements CalibrationReport.Table {

    private final List<ErrorRate> errors;
    private final Map<String, List<CellCounts>> rows = new LinkedHashMap<>();

    ErrorTable(List<ErrorRate> errors, List<CellCounts> cells) {
        this.errors = errors;
        var names = cells.stream().map(counts -> counts.cell().name()).distinct().toList();
        cells.stream()
                .sorted(
                        Comparator.comparing(
                                        (CellCounts counts) -> names.indexOf(counts.cell().name()))
                                .thenComparing(counts -> counts.cell().n()))
                .forEach(
                        counts ->
                                rows.computeIfAbsent(row(counts.cell()), row -> new ArrayList<>())
                                        .add(counts));
    }

    private static String row(CalibrationCell cell) {
        return cell.name() + " | " + cell.n();
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        var names = errors.stream().map(ErrorRate::name).toList();
        lines.add("| known truth | items | " + String.join(" | ", names) + " |");
        lines.add("|---|--:|" + "---|".repeat(names.size()));
        rows.forEach(
                (row, cells) -> {
                    var rates = errors.stream().map(error -> error.describe(cells)).toList();
                    lines.add("| " + row + " | " + String.join(" | ", rates) + " |");
                });
        return lines;
    }

    @Override
    public List<String> failures() {
        var failures = new ArrayList<String>();
        rows.forEach(
                (row, cells) ->
                        errors.stream()
                                .filter(error -> error.isExceeded(cells))
                                .map(
                                        error ->
                                                row
                                                        + ": "
                                                        + error.name()
                                                        + " "
                                                        + error.describe(cells))
                                .forEach(failures::add));
        return failures;
    }
}
