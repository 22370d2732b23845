package dev.inward.study.training;

import dev.inward.study.collection.NamedModel;

/**
 * A model that answers object-level prompts in the target's place.
 *
 * @param model the model
 * @param isPrompted whether each prompt tells the model to answer as the target; otherwise the
 *     model is finetuned on the target's answers
 */
public record TargetSimulator(NamedModel model, boolean isPrompted) {}
