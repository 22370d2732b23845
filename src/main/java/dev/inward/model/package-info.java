/**
 * Who answers: language models by name, prompts and completions.
 *
 * <p>A {@link dev.inward.model.ModelProvider} opens models; {@link
 * dev.inward.model.registry.ModelRegistry} knows which can be named. This room knows nothing of
 * tasks or JUnit.
 */
@NullMarked
package dev.inward.model;

import org.jspecify.annotations.NullMarked;
