package dev.inward.verdict.figures;

import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.Interval;

/** Bounds of a mean of as many items as were planned: valid once, when all have come. */
record FixedBounds(ClusteredMean mean, double confidence) implements Bounds {

    @Override
    public double lower() {
        return mean.lowerBound(confidence);
    }

    @Override
    public double upper() {
        return mean.upperBound(confidence);
    }

    @Override
    public boolean isAbove(double threshold) {
        return lower() > threshold;
    }

    @Override
    public boolean isBelow(double threshold) {
        return upper() < threshold;
    }

    @Override
    public Interval interval() {
        return mean.interval(confidence);
    }

    @Override
    public double p(double threshold) {
        return mean.oneSidedTest(threshold).p();
    }
}
