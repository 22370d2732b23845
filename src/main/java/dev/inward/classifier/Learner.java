package dev.inward.classifier;

/** Learns from the rows of its constructor. */
@FunctionalInterface
interface Learner {

    /**
     * Trains a scorer.
     *
     * @param smoothness the hyperparameter that cross-validation chooses
     */
    LabelScorer learn(double smoothness);
}
