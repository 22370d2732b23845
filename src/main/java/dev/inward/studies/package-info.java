/**
 * Studies that stand in files: what their files say, and the tasks and rows that follow from it.
 *
 * <p>This package uses the yaml, task and study packages. It calls no model.
 */
@NullMarked
package dev.inward.studies;

import org.jspecify.annotations.NullMarked;
