package dev.inward.statistics;

import dev.inward.statistics.input.ClusteredSample;
import java.util.List;
import java.util.function.ToIntFunction;

/** The computations of {@link ClusteredMean}, whose documentation explains the formulas. */
record StratifiedMean(List<Stratum> strata, Interval range, double estimate, double standardError) {

    static StratifiedMean of(ClusteredSample sample, Interval range) {
        double magnitude = sample.greatestMagnitude();
        List<Stratum> strata =
                sample.byStratum().stream()
                        .map(clusters -> Stratum.of(clusters, magnitude))
                        .toList();
        int k = strata.size();
        return new StratifiedMean(
                strata,
                range,
                strata.stream().mapToDouble(Stratum::mean).sum() / k,
                Math.sqrt(strata.stream().mapToDouble(Stratum::variance).sum()) / k);
    }

    int sumOverStrata(ToIntFunction<Stratum> count) {
        return strata.stream().mapToInt(count).sum();
    }

    double effectiveClusters() {
        double squaredWeights = strata.stream().mapToDouble(Stratum::squaredShares).sum();
        return strata.size() * strata.size() / squaredWeights;
    }

    ReweightedMean reweighted() {
        return new ReweightedMean(
                estimate,
                standardError,
                range,
                sumOverStrata(Stratum::clusters),
                2 * strata.size(),
                (end, growth) -> SampleWithUnseenCluster.of(strata, end, growth));
    }
}
