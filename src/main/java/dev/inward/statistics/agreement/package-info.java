/**
 * Measures of how well predictions match outcomes: kappa, calibration, AUROC, signal detection and
 * proper scores.
 */
@NullMarked
package dev.inward.statistics.agreement;

import org.jspecify.annotations.NullMarked;
