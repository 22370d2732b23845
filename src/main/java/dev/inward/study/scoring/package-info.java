/**
 * Scores predictions against behaviour, beside reference predictors that know nothing of the
 * target.
 */
@NullMarked
package dev.inward.study.scoring;

import org.jspecify.annotations.NullMarked;
