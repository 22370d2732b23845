/**
 * The regression gate: it records runs of an old version, and compares a new version with such a
 * baseline.
 */
@NullMarked
package dev.inward.verdict.regression;

import org.jspecify.annotations.NullMarked;
