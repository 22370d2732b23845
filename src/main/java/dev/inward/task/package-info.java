/**
 * What is asked: tasks, their items, the prompts they become, and which items a predictor may train
 * on.
 *
 * <p>This room may use the property room; it knows no models.
 */
@NullMarked
package dev.inward.task;

import org.jspecify.annotations.NullMarked;
