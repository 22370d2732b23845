package dev.inward.statistics;

import dev.inward.statistics.input.ClusteredSample;
import dev.inward.statistics.input.ConfidenceLevel;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToIntFunction;

/** The arithmetic behind {@link ClusteredMean}, where its formulas are explained. */
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

    int total(ToIntFunction<Stratum> count) {
        return strata.stream().mapToInt(count).sum();
    }

    double lowerBound(double alpha) {
        return bound(range.lower(), ConfidenceLevel.quantile(alpha));
    }

    double upperBound(double alpha) {
        return bound(range.upper(), -ConfidenceLevel.quantile(alpha));
    }

    OneSidedTest oneSidedTest(Threshold threshold) {
        return OneSidedTest.ofScore(extended(range.lower(), 1).score(threshold.value() - estimate));
    }

    OptionalLong clustersToSettle(double excess, double alpha, double beta) {
        if (excess == 0) {
            return OptionalLong.empty();
        }
        long enough = 2L * strata.size();
        long tooFew = enough - 1;
        while (!settles(enough, excess, alpha, beta)) {
            if (enough > Long.MAX_VALUE / 2) {
                return OptionalLong.of(Long.MAX_VALUE);
            }
            tooFew = enough;
            enough *= 2;
        }
        while (enough - tooFew > 1) {
            long middle = tooFew + (enough - tooFew) / 2;
            if (settles(middle, excess, alpha, beta)) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return OptionalLong.of(enough);
    }

    /** Whether the bound clears the threshold although the mean falls short by its bad luck. */
    private boolean settles(long clusters, double excess, double alpha, double beta) {
        double growth = (double) clusters / total(Stratum::clusters);
        double badLuck = ConfidenceLevel.quantile(beta) * standardError / Math.sqrt(growth);
        double shift = Math.abs(excess) - badLuck;
        double score = ConfidenceLevel.quantile(alpha);
        return excess > 0
                ? extended(range.lower(), growth).score(-shift) >= score
                : extended(range.upper(), growth).score(shift) <= -score;
    }

    private double bound(double end, double score) {
        double guess = -score * standardError;
        return estimate + extended(end, 1).shift(score, guess, range.width());
    }

    private SampleWithUnseenCluster extended(double end, double growth) {
        return new SampleWithUnseenCluster(strata, end, growth);
    }
}
