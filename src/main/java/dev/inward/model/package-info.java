/**
 * Language models, their prompts and their completions.
 *
 * <p>To connect a model of your own, implement {@link dev.inward.model.ModelProvider} and {@link
 * dev.inward.model.ChatModel}. The other interfaces add abilities to a model: {@link
 * dev.inward.model.IdentifiedModel}, {@link dev.inward.model.PricedModel}, {@link
 * dev.inward.model.SamplingModel} and {@link dev.inward.model.FinetunableModel}.
 *
 * <p>This package does not depend on tasks or JUnit.
 */
@NullMarked
package dev.inward.model;

import org.jspecify.annotations.NullMarked;
