package dev.inward.study.training;

import dev.inward.study.collection.NamedModel;

/**
 * Who answers in the target's place.
 *
 * @param respondent whom to ask
 * @param isTold whether it has to be told to answer as the target; otherwise it was finetuned to
 */
public record Simulator(NamedModel respondent, boolean isTold) {}
