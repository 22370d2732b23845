package dev.inward.statistics;

import java.util.Comparator;
import java.util.List;
import org.apache.commons.numbers.rootfinder.BrentSolver;

/**
 * A clustered sample with one added cluster that was not observed. The added cluster is as large as
 * the largest observed one, and all its items lie at one end of the range. {@link ClusteredMean}
 * explains the formulas.
 */
final class SampleWithUnseenCluster {

    private static final BrentSolver SOLVER = new BrentSolver(1e-14, 1e-15, 1e-14);

    /** Replaces an infinite score, because the root finder needs finite values. */
    private static final double INFINITE_SCORE = 1e3;

    private final double distanceToEnd;
    private final double[] deviations;
    private final double[] shares;
    private final double[] counts;
    private final double unseenShare;

    /**
     * Creates the sample.
     *
     * @param deviations the weighted deviation of each distinct cluster from the mean
     * @param shares the weight of each distinct cluster
     * @param counts how often each distinct cluster occurs; may be fractional
     * @param distanceToEnd the distance from the mean to the items of the unseen cluster
     * @param unseenShare the weight of the unseen cluster
     */
    SampleWithUnseenCluster(
            double[] deviations,
            double[] shares,
            double[] counts,
            double distanceToEnd,
            double unseenShare) {
        this.deviations = deviations;
        this.shares = shares;
        this.counts = counts;
        this.distanceToEnd = distanceToEnd;
        this.unseenShare = unseenShare;
    }

    /**
     * Returns the sample of some strata.
     *
     * @param strata the observed strata
     * @param end the end of the range where the unseen cluster lies; of several strata, it belongs
     *     to the stratum whose mean it moves most
     * @param growth the factor by which each observed cluster is repeated
     */
    static SampleWithUnseenCluster of(List<Stratum> strata, double end, double growth) {
        int total = strata.stream().mapToInt(Stratum::clusters).sum();
        int distinct = strata.stream().mapToInt(stratum -> stratum.equalClusters().size()).sum();
        double[] deviations = new double[distinct];
        double[] shares = new double[distinct];
        double[] counts = new double[distinct];
        int i = 0;
        for (Stratum stratum : strata) {
            double items = (double) stratum.size() * strata.size();
            double spread = spread(stratum.clusters(), total);
            for (EqualClusters clusters : stratum.equalClusters()) {
                deviations[i] =
                        spread * (clusters.sum() - clusters.size() * stratum.mean()) / items;
                shares[i] = clusters.size() / items;
                counts[i++] = growth * clusters.count();
            }
        }
        Stratum movedMost =
                strata.stream()
                        .max(
                                Comparator.comparingDouble(
                                        stratum ->
                                                Math.abs(end - stratum.mean())
                                                        / stratum.clustersIfAllWereLargest()))
                        .orElseThrow();
        return new SampleWithUnseenCluster(
                deviations,
                shares,
                counts,
                end - movedMost.mean(),
                1.0 / strata.size() / movedMost.clustersIfAllWereLargest());
    }

    /**
     * Computes a tail of the reweighted mean.
     *
     * @param shift the distance from the estimate
     * @return the normal score of the probability that the reweighted mean exceeds the estimate by
     *     more than the shift
     */
    double score(double shift) {
        int distinct = deviations.length;
        double[] values = new double[distinct + 1];
        double[] weights = new double[distinct + 1];
        for (int i = 0; i < distinct; i++) {
            values[i] = deviations[i] - shift * shares[i];
            weights[i] = counts[i];
        }
        values[distinct] = (distanceToEnd - shift) * unseenShare;
        weights[distinct] = 1;
        return new RandomlyWeightedSum(values, weights).score();
    }

    /**
     * Finds the shift that has a given score.
     *
     * @param score the normal score
     * @param guess a first guess of the shift
     * @param greatestDeviation the greatest distance between two values
     * @return the shift; 0 if the whole sample lies at the end of the range
     */
    double shift(double score, double guess, double greatestDeviation) {
        if (distanceToEnd == 0) {
            return 0;
        }
        return SOLVER.findRoot(
                shift -> Math.max(-INFINITE_SCORE, Math.min(INFINITE_SCORE, score(shift))) - score,
                -2 * greatestDeviation,
                Math.max(-greatestDeviation, Math.min(greatestDeviation, guess)),
                2 * greatestDeviation);
    }

    /**
     * Corrects the spread of a stratum: each stratum mean after the first costs a degree of
     * freedom.
     */
    static double spread(int clusters, int total) {
        return clusters == 1 ? 1 : Math.sqrt(clusters / (clusters - 1.0) * (total - 1.0) / total);
    }
}
