package dev.inward.report.chart;

/**
 * A named mean over a number of items.
 *
 * @param name what is measured; may come from outside
 * @param estimate the mean
 * @param n the number of items
 */
public record Measured(String name, Estimate estimate, int n) {}
