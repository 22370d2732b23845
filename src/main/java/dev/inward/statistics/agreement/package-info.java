/**
 * How well predictions and outcomes agree: kappa, calibration, AUROC, signal detection, proper
 * scores.
 */
@NullMarked
package dev.inward.statistics.agreement;

import org.jspecify.annotations.NullMarked;
