/**
 * Tasks, their items, the prompts made from them, and the split into training and held-out items.
 *
 * <p>This package uses the property package. It uses no models.
 */
@NullMarked
package dev.inward.task;

import org.jspecify.annotations.NullMarked;
