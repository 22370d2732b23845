package dev.inward.study.training;

/**
 * Rows, and the model that learns them.
 *
 * @param learner the name of the model before finetuning
 * @param rows the rows
 */
public record LearnedSet(String learner, FinetuningSet rows) {}
