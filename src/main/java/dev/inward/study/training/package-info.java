/** Creates the predictors of a comparison, and the rows that they are finetuned on. */
@NullMarked
package dev.inward.study.training;

import org.jspecify.annotations.NullMarked;
