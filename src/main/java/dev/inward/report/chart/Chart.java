package dev.inward.report.chart;

/**
 * A chart that is drawn.
 *
 * @param name what the chart shows, in a few words; the same for all charts of its kind
 * @param svg a whole SVG document without script and without references to other files; it has the
 *     description as its alternative text
 * @param description the chart in words, with all its numbers
 */
public record Chart(String name, String svg, String description) {}
