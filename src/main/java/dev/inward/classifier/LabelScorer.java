package dev.inward.classifier;

import java.util.Map;
import java.util.SortedMap;

/** Scores labels by at least one informative feature. */
@FunctionalInterface
interface LabelScorer {

    /** {@return the scores of the possible labels, higher is better; may be empty} */
    Map<String, Double> of(SortedMap<String, Double> weights);
}
