/**
 * The arithmetic of one comparison: accuracies, differences, bounds, and whether the data are
 * enough to decide anything.
 */
@NullMarked
package dev.inward.verdict.figures;

import org.jspecify.annotations.NullMarked;
