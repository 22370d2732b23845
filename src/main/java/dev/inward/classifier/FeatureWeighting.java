package dev.inward.classifier;

/** How much the presence of a feature weighs. */
enum FeatureWeighting {
    /** All the same, for a classifier that learns the weights itself. */
    EQUAL {
        @Override
        double weight(LabelCounts with, LabelCounts without) {
            return 1;
        }
    },
    /**
     * The information that the feature gives about the label over the information that it holds
     * itself: {@code (H(label) - H(label | feature)) / H(feature)}, Quinlan's gain ratio, as in the
     * memory-based learner of Daelemans and van den Bosch.
     *
     * <p>Without it a word that tells nothing draws neighbours as strongly as one that tells all.
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
     * Weighs a feature.
     *
     * @param with the labels of the rows that have the feature, at least one
     * @param without the labels of the rows that lack it, at least one
     */
    abstract double weight(LabelCounts with, LabelCounts without);
}
