package dev.inward.statistics;

import java.util.Comparator;
import java.util.List;

/**
 * How far the mean may lie from a sample in which no cluster deviated from its stratum.
 *
 * <p>If a cluster of stratum k deviates with probability q_k, a sample without deviation has the
 * probability prod (1 - q_k)^G_k. The shift is the largest sum of q_k * reach_k for which that
 * probability is at least alpha. For one stratum this is (1 - alpha^(1/G)) * reach, the
 * Clopper-Pearson limit for zero events; for several, the budget goes to the strata with the
 * greatest reach per cluster first (Lagrange: those that deviate at all have the same reach_k (1 -
 * q_k) / G_k, the level below).
 */
final class UnseenDeviation {

    private final List<Reach> strata;

    /**
     * @param strata one entry a stratum: what a deviation in it can do to the mean
     */
    UnseenDeviation(List<Reach> strata) {
        this.strata =
                strata.stream()
                        .filter(stratum -> stratum.distance() > 0)
                        .sorted(Comparator.comparingDouble(Reach::perCluster).reversed())
                        .toList();
    }

    /** The distance of the mean from its far end, in all clusters of one stratum. */
    record Reach(double distance, int clusters) {

        double perCluster() {
            return distance / clusters;
        }
    }

    /** The largest shift of the mean that leaves the sample a probability of at least alpha. */
    double shift(double alpha) {
        double clusters = 0;
        double distance = 0;
        double logs = 0;
        double level = Double.NEGATIVE_INFINITY;
        for (Reach stratum : strata) {
            double log = Math.log(stratum.perCluster());
            if (log <= level) {
                break;
            }
            clusters += stratum.clusters();
            distance += stratum.distance();
            logs += stratum.clusters() * log;
            level = (logs + Math.log(alpha)) / clusters;
        }
        return clusters == 0 ? 0 : distance - Math.exp(level) * clusters;
    }

    /** The logarithm of the alpha whose shift is the one given: 0 where any alpha reaches it. */
    double logAlpha(double shift) {
        if (shift <= 0) {
            return 0;
        }
        double clusters = 0;
        double distance = 0;
        double logs = 0;
        double level = Double.NEGATIVE_INFINITY;
        for (Reach stratum : strata) {
            if (stratum.perCluster() <= level) {
                break;
            }
            clusters += stratum.clusters();
            distance += stratum.distance();
            logs += stratum.clusters() * Math.log(stratum.perCluster());
            level = (distance - shift) / clusters;
        }
        return level > 0 ? clusters * Math.log(level) - logs : Double.NEGATIVE_INFINITY;
    }
}
