/**
 * Classifiers that see only the prompt. What they predict about an answer needs no introspection of
 * the model. {@link dev.inward.classifier.ChoiceWeights} reads weights off choices.
 *
 * <p>This package may use Tribuo and no other package of Inward.
 */
@NullMarked
package dev.inward.classifier;

import org.jspecify.annotations.NullMarked;
