/**
 * Which charts a verdict and the cells of an eval have. All but one read entries of {@code
 * verdicts.json}, so that a page made from that file draws the same charts as a run.
 */
@NullMarked
package dev.inward.report.chart.verdict;

import org.jspecify.annotations.NullMarked;
