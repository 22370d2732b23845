/** Evaluates each rung of the claim ladder from the comparisons of one property. */
@NullMarked
package dev.inward.verdict.ladder.evaluation;

import org.jspecify.annotations.NullMarked;
