/**
 * Parts of a task that other files define too, such as variants of prompts.
 *
 * <p>This package uses the model and prompt packages. It calls no model.
 */
@NullMarked
package dev.inward.task.definition;

import org.jspecify.annotations.NullMarked;
