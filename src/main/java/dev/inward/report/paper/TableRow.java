package dev.inward.report.paper;

import java.util.ArrayList;
import java.util.List;

/**
 * A row of a table of the page.
 *
 * @param from whose figures they are: those of the paper or of this run
 * @param cell what they are about
 * @param values one text for each column of the quantity
 * @param interval the interval
 * @param where where the figures are from
 * @param note what a reader has to know; may be empty
 */
record TableRow(
        String from, String cell, List<String> values, String interval, String where, String note) {

    static final String THE_PAPER = "the paper";
    static final String THIS_RUN = "this run";

    static List<String> header(Quantity quantity) {
        return cells("figures of", "cell", quantity.columnTitles(), "interval", "where", "note");
    }

    List<String> cells() {
        return cells(from, cell, values, interval, where, note);
    }

    private static List<String> cells(
            String from,
            String cell,
            List<String> values,
            String interval,
            String where,
            String note) {
        var cells = new ArrayList<>(List.of(from, cell));
        cells.addAll(values);
        cells.addAll(List.of(interval, where, note));
        return List.copyOf(cells);
    }
}
