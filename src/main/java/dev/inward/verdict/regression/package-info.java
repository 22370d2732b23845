/**
 * The regression gate: recorded runs of an old version, and the comparison of a new version with
 * them.
 */
@NullMarked
package dev.inward.verdict.regression;

import org.jspecify.annotations.NullMarked;
