package dev.inward.report;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.text.StringEscapeUtils;

/** Text for pages that render Markdown, in which what others said stays text. */
final class MarkdownText {

    private MarkdownText() {}

    /** A text on one line without markup: neither Markdown's nor HTML's, and no link. */
    static String text(String untrusted) {
        return StringEscapeUtils.escapeHtml4(untrusted.replaceAll("\\R", " "))
                .replaceAll("([\\\\`*_{}\\[\\]#!|~@])", "\\\\$1")
                .replace("://", "\\://")
                .replace("www.", "www\\.");
    }

    /**
     * @param lines the first is the head; all have as many cells
     */
    static String table(List<List<String>> lines) {
        return line(lines.get(0))
                + "|"
                + " --- |".repeat(lines.get(0).size())
                + "\n"
                + lines.stream().skip(1).map(MarkdownText::line).collect(Collectors.joining());
    }

    private static String line(List<String> cells) {
        return cells.stream().map(MarkdownText::text).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
