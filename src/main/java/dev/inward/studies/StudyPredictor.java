package dev.inward.studies;

import org.jspecify.annotations.Nullable;

/**
 * A cross-predictor of a study.
 *
 * @param model the name of the model
 * @param trainedOn the name of the model whose answers it learns from; null for the rows of the
 *     target
 */
public record StudyPredictor(String model, @Nullable String trainedOn) {}
