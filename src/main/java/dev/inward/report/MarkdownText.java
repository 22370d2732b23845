package dev.inward.report;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.text.StringEscapeUtils;

/** Markdown in which text from models and names stays plain text. */
final class MarkdownText {

    private MarkdownText() {}

    /** Returns the text on one line. Escapes Markdown, HTML and links. */
    static String text(String untrusted) {
        return StringEscapeUtils.escapeHtml4(untrusted.replaceAll("\\R", " "))
                .replaceAll("([\\\\`*_{}\\[\\]#!|~@])", "\\\\$1")
                .replace("://", "\\://")
                .replace("www.", "www\\.");
    }

    /**
     * @param rows the first row is the header; all rows have the same number of cells
     */
    static String table(List<List<String>> rows) {
        return row(rows.get(0))
                + "|"
                + " --- |".repeat(rows.get(0).size())
                + "\n"
                + rows.stream().skip(1).map(MarkdownText::row).collect(Collectors.joining());
    }

    private static String row(List<String> cells) {
        return cells.stream()
                .map(MarkdownText::text)
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
