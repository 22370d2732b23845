package dev.inward.report.paper;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.report.format.MarkdownText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A page with one table for each quantity that the paper published and the run has. Figures of the
 * paper stand above those of the run.
 */
public final class PaperPage {

    /** The name of the file in the reports folder. */
    public static final String FILE = "the-paper-and-this-run.md";

    private final PublishedFigures published;
    private final List<RunGroup> groups;

    private PaperPage(PublishedFigures published, List<RunGroup> groups) {
        this.published = published;
        this.groups = groups;
    }

    /**
     * Returns the page as Markdown.
     *
     * @param verdicts entries of {@code verdicts.json}; their texts are untrusted
     * @return the page; empty if the run has nothing that the paper published figures of
     */
    public static String of(List<? extends JsonNode> verdicts) {
        return new PaperPage(PublishedFigures.read(), RunGroup.of(verdicts)).write();
    }

    /**
     * Returns the tables of the page, the header first in each.
     *
     * @param verdicts as in {@link #of}
     * @return the rows of each table by its title, in the order of the page
     */
    public static Map<String, List<List<String>>> tables(List<? extends JsonNode> verdicts) {
        return new PaperPage(PublishedFigures.read(), RunGroup.of(verdicts)).tables();
    }

    private String write() {
        var page = new StringBuilder();
        tables().forEach(
                        (title, rows) ->
                                page.append("\n## ")
                                        .append(title)
                                        .append("\n\n")
                                        .append(MarkdownText.table(rows)));
        return page.isEmpty() ? "" : introduction() + page;
    }

    private Map<String, List<List<String>>> tables() {
        Map<String, List<List<String>>> tables = new LinkedHashMap<>();
        for (Quantity quantity : Quantity.values()) {
            List<TableRow> rows = rows(quantity);
            if (!rows.isEmpty()) {
                var table = new ArrayList<>(List.of(TableRow.header(quantity)));
                Stream.concat(published(quantity), rows.stream())
                        .map(TableRow::cells)
                        .forEach(table::add);
                tables.put(quantity.title(), table);
            }
        }
        return tables;
    }

    private String introduction() {
        return String.format(
                Locale.ROOT,
                """
                # The paper, and this run

                The paper is %s. Its models and tasks differ from those of this run, and its protocol is held-out-tasks. Its figures are here to compare with. They are no target. The models of Inward's lab are artificial: what they know about themselves is built in.

                Accuracies of this run are by the paper's arithmetic, the mode authors: each item has the same weight. Intervals of accuracies are 1.96 standard errors, in percentage points. They take all items as independent, so they are too short. Verdicts depend on the mode strict, whose figures are in verdicts.json. Verdicts on permuted labels are left out.

                Of the paper's figures by property, those of the properties of this run are shown, and averages. If there is none, all are shown.
                """,
                MarkdownText.text(published.publication()));
    }

    private List<TableRow> rows(Quantity quantity) {
        return groups.stream()
                .flatMap(
                        group ->
                                Stream.concat(
                                        new AccuracyRows(group, published).of(quantity),
                                        new MeasuredRows(group, published).of(quantity)))
                .distinct()
                .toList();
    }

    private Stream<TableRow> published(Quantity quantity) {
        List<PublishedFigure> all = published.of(quantity);
        Set<String> properties = new HashSet<>();
        groups.stream()
                .flatMap(group -> group.cells().stream())
                .map(cell -> published.nameInPaper(cell.property()))
                .forEach(properties::add);
        boolean isAnyShared =
                all.stream().anyMatch(figure -> properties.contains(figure.property()));
        properties.add(PublishedFigures.AVERAGE);
        properties.add("");
        return all.stream()
                .filter(figure -> !isAnyShared || properties.contains(figure.property()))
                .map(PublishedFigure::row);
    }
}
