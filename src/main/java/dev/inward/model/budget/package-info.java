/** Limits on what a run spends, and estimates of what it would spend. */
@NullMarked
package dev.inward.model.budget;

import org.jspecify.annotations.NullMarked;
