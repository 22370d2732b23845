package dev.inward.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** A probability strictly between 0 and 1, and the exact normal quantiles that belong to it. */
record ConfidenceLevel(double confidence) {

    static final NormalDistribution STANDARD_NORMAL = NormalDistribution.of(0, 1);

    ConfidenceLevel {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "A confidence of %s was given, but a probability strictly between 0 and 1 was expected, such as 0.95."
                            .formatted(confidence));
        }
    }

    double oneSidedAlpha() {
        return 1 - confidence;
    }

    double twoSidedAlpha() {
        return (1 - confidence) / 2;
    }

    static double quantile(double alpha) {
        return STANDARD_NORMAL.inverseSurvivalProbability(alpha);
    }
}
