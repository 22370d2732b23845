package dev.inward.report.paper;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Figures that the paper published about one cell.
 *
 * @param quantity what they are figures of
 * @param property the property as the paper names it; empty if they are over all properties
 * @param cell the target, and the predictor unless it is the target
 * @param values one figure for each column of the quantity
 * @param interval the interval, number of items or p-value that the paper gives; {@link
 *     Quantity#NONE} if it gives none
 * @param where the figure or section of the paper
 * @param note what a reader has to know, such as another figure elsewhere in the paper; may be
 *     empty
 */
record PublishedFigure(
        Quantity quantity,
        String property,
        String cell,
        List<Double> values,
        String interval,
        String where,
        String note) {

    /** Copies the values. */
    PublishedFigure {
        values = List.copyOf(values);
    }

    TableRow row() {
        return new TableRow(
                TableRow.THE_PAPER,
                property.isEmpty() ? cell : property + " of " + cell,
                IntStream.range(0, values.size())
                        .mapToObj(column -> quantity.text(column, values.get(column)))
                        .toList(),
                interval,
                where,
                note);
    }
}
