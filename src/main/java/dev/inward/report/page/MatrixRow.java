package dev.inward.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A row of the matrix: one property, of one study.
 *
 * @param property the property
 * @param label the study, or what kind of control it is; may be empty
 * @param cells for each column the claims about it; empty if there is none
 */
record MatrixRow(String property, String label, List<List<CellView>> cells) {

    static List<MatrixRow> allOf(List<CellView> cells, List<String> columns) {
        Map<String, MatrixRow> rows = new LinkedHashMap<>();
        for (CellView cell : cells) {
            rows.computeIfAbsent(
                            cell.property() + "\n" + cell.label(),
                            absent -> empty(cell, columns.size()))
                    .cells()
                    .get(columns.indexOf(cell.models()))
                    .add(cell);
        }
        return List.copyOf(rows.values());
    }

    private static MatrixRow empty(CellView cell, int columns) {
        List<List<CellView>> cells = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            cells.add(new ArrayList<>());
        }
        return new MatrixRow(cell.property(), cell.label(), cells);
    }
}
