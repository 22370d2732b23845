package dev.inward.report;

import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.Interval;
import dev.inward.verdict.Bounds;

/** A mean with its two-sided interval, as it stands in a file. */
record Estimate(double estimate, double standardError, double[] interval) {

    static Estimate of(ClusteredMean mean, double confidence) {
        return of(mean, mean.interval(confidence));
    }

    static Estimate of(ClusteredMean mean, Bounds bounds) {
        return of(mean, bounds.interval());
    }

    private static Estimate of(ClusteredMean mean, Interval interval) {
        return new Estimate(
                mean.estimate(),
                mean.standardError(),
                new double[] {interval.lower(), interval.upper()});
    }
}
