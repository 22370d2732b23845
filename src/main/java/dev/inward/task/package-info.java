/**
 * Tasks, their items, the prompts made from them, and the split into training and held-out items.
 *
 * <p>This package uses the data, model, property and yaml packages. It calls no model.
 */
@NullMarked
package dev.inward.task;

import org.jspecify.annotations.NullMarked;
