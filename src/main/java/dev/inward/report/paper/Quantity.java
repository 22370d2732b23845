package dev.inward.report.paper;

import java.util.List;
import java.util.Locale;

/** What the paper published figures of. Each has a table of its own. */
enum Quantity {
    SELF_BEFORE("Self-prediction before finetuning", Column.percent("accuracy")),
    SELF_AFTER("Self-prediction after finetuning", Column.percent("accuracy")),
    CROSS("Cross-prediction", Column.percent("accuracy")),
    ADVANTAGE("Advantage of self-prediction", new Column("self - cross, points", "%+.1f")),
    SELF_BY_PROPERTY(
            "Self-prediction by property",
            Column.percent("before finetuning"),
            Column.percent("after finetuning")),
    CROSS_BY_ROWS(
            "Cross-prediction by rows of finetuning",
            new Column("rows", "%.0f"),
            Column.percent("cross"),
            Column.percent("self")),
    BEHAVIOUR_CHANGE(
            "Predictions after a change of behaviour, on items whose behaviour changed",
            Column.percent("of the old behaviour"),
            Column.percent("of the new behaviour")),
    CALIBRATION(
            "Calibration: mean absolute deviation in percentage points",
            new Column("self", "%.1f"),
            new Column("cross", "%.1f"),
            new Column("self before finetuning", "%.1f"));

    /** What stands in a cell of a table that has no figure. */
    static final String NONE = "-";

    /**
     * A column of figures.
     *
     * @param title what the figures are
     * @param format how a figure is written
     */
    private record Column(String title, String format) {

        static Column percent(String title) {
            return new Column(title + ", %", "%.1f");
        }
    }

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed.
    private final List<Column> columns;

    Quantity(String title, Column... columns) {
        this.title = title;
        this.columns = List.of(columns);
    }

    String title() {
        return title;
    }

    List<String> columnTitles() {
        return columns.stream().map(Column::title).toList();
    }

    /**
     * Returns a figure as its column has it.
     *
     * @param column the number of the column, from 0
     */
    String text(int column, double figure) {
        return String.format(Locale.ROOT, columns.get(column).format(), figure);
    }
}
