package dev.inward.study;

/**
 * Who answers in the target's place.
 *
 * @param respondent whom to ask
 * @param isTold whether it has to be told to answer as the target; otherwise it was finetuned to
 */
record Simulator(Respondent respondent, boolean isTold) {}
