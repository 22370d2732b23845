package dev.inward.calibration;

import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.Interval;
import dev.inward.statistics.Proportion;

/** Counts bounds on the wrong side of the truth. Not thread-safe. */
final class BoundErrors {

    /** Larger than any rounding error of a bound or a truth. */
    private static final double TOLERANCE = 1e-9;

    private int trials;
    private int lowerAbove;
    private int upperBelow;
    private int missed;

    void add(ClusteredMean mean, double truth, double confidence) {
        trials++;
        if (isAbove(mean.lowerBound(confidence), truth)) {
            lowerAbove++;
        }
        if (isAbove(truth, mean.upperBound(confidence))) {
            upperBelow++;
        }
        Interval interval = mean.interval(confidence);
        if (isAbove(interval.lower(), truth) || isAbove(truth, interval.upper())) {
            missed++;
        }
    }

    Proportion lowerAbove() {
        return Proportion.of(lowerAbove, trials);
    }

    Proportion upperBelow() {
        return Proportion.of(upperBelow, trials);
    }

    Proportion missed() {
        return Proportion.of(missed, trials);
    }

    private static boolean isAbove(double one, double other) {
        return one > other + TOLERANCE;
    }
}
