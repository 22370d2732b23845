package dev.inward.statistics.input;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** A probability strictly between 0 and 1, and the exact normal quantiles that belong to it. */
@API(status = Status.INTERNAL, since = "0.1")
public record ConfidenceLevel(double confidence) {

    private static final NormalDistribution STANDARD_NORMAL = NormalDistribution.of(0, 1);

    public ConfidenceLevel {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "A confidence of %s was given, but a probability strictly between 0 and 1 was expected, such as 0.95."
                            .formatted(confidence));
        }
    }

    public double oneSidedAlpha() {
        return 1 - confidence;
    }

    public double twoSidedAlpha() {
        return (1 - confidence) / 2;
    }

    public static double quantile(double alpha) {
        return STANDARD_NORMAL.inverseSurvivalProbability(alpha);
    }

    /** {@return the probability of a greater score} */
    public static double upperTail(double score) {
        return STANDARD_NORMAL.survivalProbability(score);
    }
}
