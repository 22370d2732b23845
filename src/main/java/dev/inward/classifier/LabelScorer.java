package dev.inward.classifier;

import java.util.Map;
import java.util.SortedMap;

/** Scores labels by features that tell anything, at least one. */
@FunctionalInterface
interface LabelScorer {

    /** {@return the score of each label that may be meant, maybe none; the higher, the better} */
    Map<String, Double> of(SortedMap<String, Double> weights);
}
