package dev.inward.report.page;

import java.util.List;

/**
 * A table of the page.
 *
 * @param title the heading above it
 * @param header the names of the columns
 * @param rows the rows, each as long as the header; texts are untrusted
 */
public record PageTable(String title, List<String> header, List<List<String>> rows) {}
