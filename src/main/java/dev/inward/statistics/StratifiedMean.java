package dev.inward.statistics;

import dev.inward.statistics.input.ClusteredSample;
import dev.inward.statistics.input.ConfidenceLevel;
import java.util.List;
import java.util.OptionalLong;
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

    double lowerBound(double alpha) {
        return bound(range.lower(), ConfidenceLevel.quantile(alpha));
    }

    double upperBound(double alpha) {
        return bound(range.upper(), -ConfidenceLevel.quantile(alpha));
    }

    OneSidedTest oneSidedTest(Threshold threshold) {
        return OneSidedTest.ofScore(
                withUnseenCluster(range.lower(), 1).score(threshold.value() - estimate));
    }

    OptionalLong requiredClusters(double excess, double alpha, double beta) {
        if (excess == 0) {
            return OptionalLong.empty();
        }
        long enough = 2L * strata.size();
        long tooFew = enough - 1;
        while (!boundClears(enough, excess, alpha, beta)) {
            if (enough > Long.MAX_VALUE / 2) {
                return OptionalLong.of(Long.MAX_VALUE);
            }
            tooFew = enough;
            enough *= 2;
        }
        while (enough - tooFew > 1) {
            long middle = tooFew + (enough - tooFew) / 2;
            if (boundClears(middle, excess, alpha, beta)) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return OptionalLong.of(enough);
    }

    /**
     * Checks whether the bound clears the threshold when the sample mean is unlucky. An unlucky
     * mean falls short of the true mean by {@code z_power} standard errors.
     */
    private boolean boundClears(long clusters, double excess, double alpha, double beta) {
        double growth = (double) clusters / sumOverStrata(Stratum::clusters);
        double shortfall = ConfidenceLevel.quantile(beta) * standardError / Math.sqrt(growth);
        double shift = Math.abs(excess) - shortfall;
        double score = ConfidenceLevel.quantile(alpha);
        return excess > 0
                ? withUnseenCluster(range.lower(), growth).score(-shift) >= score
                : withUnseenCluster(range.upper(), growth).score(shift) <= -score;
    }

    private double bound(double end, double score) {
        double guess = -score * standardError;
        return estimate + withUnseenCluster(end, 1).shift(score, guess, range.width());
    }

    private SampleWithUnseenCluster withUnseenCluster(double end, double growth) {
        return new SampleWithUnseenCluster(strata, end, growth);
    }
}
