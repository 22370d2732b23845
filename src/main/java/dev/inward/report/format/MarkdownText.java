package dev.inward.report.format;

import dev.inward.text.Excerpt;
import dev.inward.text.VisibleText;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Markdown in which text from models and names stays plain text. */
public final class MarkdownText {

    private static final int MAX_LENGTH = 2_000;

    private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_{}\\[\\]#!|~@$]");

    /** The bullet or the number of a list. */
    private static final Pattern LIST_MARKER = Pattern.compile("\\A(\\d*)([-+.)])(?=\\s)");

    private MarkdownText() {}

    /** Returns the text on one line, cut if it is long. Escapes Markdown, HTML and links. */
    public static String text(String untrusted) {
        String line = VisibleText.line(Excerpt.of(untrusted, MAX_LENGTH)).strip();
        return LIST_MARKER
                .matcher(
                        SPECIAL.matcher(
                                        line.replace("&", "&amp;")
                                                .replace("<", "&lt;")
                                                .replace(">", "&gt;")
                                                .replace("\"", "&quot;"))
                                .replaceAll("\\\\$0")
                                .replace("://", "\\://")
                                .replace("www.", "www\\."))
                .replaceFirst("$1\\\\$2");
    }

    /**
     * Returns a Markdown table.
     *
     * @param rows the first row is the header; all rows have the same number of cells
     */
    public static String table(List<List<String>> rows) {
        return row(rows.get(0))
                + "|"
                + " --- |".repeat(rows.get(0).size())
                + "\n"
                + rows.stream().skip(1).map(MarkdownText::row).collect(Collectors.joining());
    }

    /** Returns a row of a Markdown table. */
    public static String row(List<String> cells) {
        return cells.stream()
                .map(MarkdownText::text)
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
