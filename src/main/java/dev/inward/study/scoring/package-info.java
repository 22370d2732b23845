/**
 * Scores predictions: compares them with the behaviour of the target, and does the same for the
 * reference predictors.
 */
@NullMarked
package dev.inward.study.scoring;

import org.jspecify.annotations.NullMarked;
