package dev.inward.classifier;

/** A formula for the weight of a feature. */
enum FeatureWeighting {
    /** The weight 1, for a classifier that learns weights itself. */
    EQUAL {
        @Override
        double weight(LabelCounts with, LabelCounts without) {
            return 1;
        }
    },
    /**
     * Quinlan's gain ratio, {@code (H(label) - H(label | feature)) / H(feature)}: the information
     * about the label, divided by the entropy of the feature. The memory-based learner of Daelemans
     * and van den Bosch uses it too.
     *
     * <p>Without it, an uninformative word counts as much for the distance as an informative one.
     */
    GAIN_RATIO {
        @Override
        double weight(LabelCounts with, LabelCounts without) {
            double share = (double) with.size() / (with.size() + without.size());
            double conditional = share * with.entropy() + (1 - share) * without.entropy();
            double gain = with.plus(without).entropy() - conditional;
            return gain / LabelCounts.entropy(share, 1 - share);
        }
    };

    /**
     * Returns the weight of a feature.
     *
     * @param with the labels of the rows with the feature, at least one
     * @param without the labels of the rows without the feature, at least one
     */
    abstract double weight(LabelCounts with, LabelCounts without);
}
