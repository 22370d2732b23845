/**
 * Charts as static SVG, each with an alternative text that has all its numbers. This package knows
 * no verdict: it draws plain records of figures.
 */
@NullMarked
package dev.inward.report.chart;

import org.jspecify.annotations.NullMarked;
