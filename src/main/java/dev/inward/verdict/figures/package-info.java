/** The figures of one comparison: accuracies, differences and their bounds. */
@NullMarked
package dev.inward.verdict.figures;

import org.jspecify.annotations.NullMarked;
