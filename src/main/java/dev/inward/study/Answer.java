package dev.inward.study;

/**
 * What came back from a model.
 *
 * @param text the answer, or why there is none
 * @param isMissing whether the model could not be reached
 */
record Answer(String text, boolean isMissing) {}
