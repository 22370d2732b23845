/**
 * The design of a study: what predictors learn from, and how they are asked.
 *
 * <p>This package uses the property and task packages. It calls no model.
 */
@NullMarked
package dev.inward.study.design;

import org.jspecify.annotations.NullMarked;
