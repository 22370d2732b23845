package dev.inward.verdict.figures;

import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.Interval;

/**
 * The bounds of a mean over a fixed number of items. They are valid only after all planned items
 * are collected.
 */
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
