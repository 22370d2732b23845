package dev.inward.classifier;

/** Learns from rows that it was made of, more or less smoothly. */
@FunctionalInterface
interface Learner {

    /** {@return what is learnt, with one setting of how smooth it is} */
    LabelScorer learn(double smoothness);
}
