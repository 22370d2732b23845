/**
 * Estimates, confidence intervals and tests for proportions, paired differences and clustered
 * means.
 *
 * <p>All classes only compute: they read no files and call no models.
 */
@NullMarked
package dev.inward.statistics;

import org.jspecify.annotations.NullMarked;
