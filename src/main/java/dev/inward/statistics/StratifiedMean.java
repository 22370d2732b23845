package dev.inward.statistics;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToIntFunction;

/** The arithmetic behind {@link ClusteredMean}, where its formulas are explained. */
record StratifiedMean(List<Stratum> strata, Interval range, double estimate, double standardError) {

    static StratifiedMean of(List<Stratum> strata, Interval range) {
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

    double below(double alpha) {
        return estimate - distance(range.lower(), alpha);
    }

    double above(double alpha) {
        return estimate + distance(range.upper(), alpha);
    }

    NormalTest exceeds(Threshold threshold) {
        double excess = estimate - threshold.value();
        return standardError > 0
                ? NormalTest.ofScore(excess / standardError)
                : NormalTest.ofProbability(Math.exp(unseen(range.lower()).logAlpha(excess)));
    }

    OptionalLong clustersToSettle(double excess, double alpha, double beta) {
        if (excess == 0) {
            return OptionalLong.empty();
        }
        double score = ConfidenceLevel.quantile(alpha) + ConfidenceLevel.quantile(beta);
        double growth = Math.pow(Math.max(0, score) * standardError / excess, 2);
        UnseenDeviation unseen = unseen(excess > 0 ? range.lower() : range.upper());
        double growthUnseen = Math.log(alpha) / unseen.logAlpha(Math.abs(excess));
        double needed = total(Stratum::clusters) * Math.max(growth, growthUnseen);
        return OptionalLong.of(Math.max(2L * strata.size(), (long) Math.ceil(needed)));
    }

    private double distance(double end, double alpha) {
        return standardError > 0
                ? ConfidenceLevel.quantile(alpha) * standardError
                : unseen(end).shift(alpha);
    }

    private UnseenDeviation unseen(double end) {
        return new UnseenDeviation(
                strata.stream().map(stratum -> stratum.reach(end, strata.size())).toList());
    }
}
