/**
 * The stages of a study, and a readable file for each.
 *
 * <p>This package uses the packages of the stages. It calls no model.
 */
@NullMarked
package dev.inward.study.stage;

import org.jspecify.annotations.NullMarked;
