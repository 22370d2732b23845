package dev.inward.report.json;

import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.Interval;
import dev.inward.statistics.NormalEstimate;
import dev.inward.verdict.figures.Bounds;
import org.jspecify.annotations.Nullable;

/**
 * A mean as written to {@code verdicts.json}.
 *
 * @param interval the two bounds of the interval; null if the interval is not known
 */
record EstimateRecord(double estimate, double standardError, double @Nullable [] interval) {

    static EstimateRecord of(ClusteredMean mean, double confidence) {
        return of(mean, mean.interval(confidence));
    }

    static EstimateRecord of(ClusteredMean mean, Bounds bounds) {
        return of(mean, bounds.interval());
    }

    /** With a standard error of 0 the normal interval is a single point, which proves nothing. */
    static EstimateRecord of(NormalEstimate mean, double confidence) {
        Interval interval = mean.interval(confidence);
        return new EstimateRecord(
                mean.value(),
                mean.standardError(),
                mean.standardError() == 0
                        ? null
                        : new double[] {interval.lower(), interval.upper()});
    }

    private static EstimateRecord of(ClusteredMean mean, Interval interval) {
        return new EstimateRecord(
                mean.estimate(),
                mean.standardError(),
                new double[] {interval.lower(), interval.upper()});
    }
}
