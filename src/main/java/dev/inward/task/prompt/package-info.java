/**
 * Templates of prompts, the wordings of a question, and variants of a prompt.
 *
 * <p>This package uses the data and model packages. It calls no model.
 */
@NullMarked
package dev.inward.task.prompt;

import org.jspecify.annotations.NullMarked;
