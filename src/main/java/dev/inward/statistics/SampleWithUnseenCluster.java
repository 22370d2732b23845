package dev.inward.statistics;

import java.util.Comparator;
import java.util.List;
import org.apache.commons.numbers.rootfinder.BrentSolver;

/**
 * The clusters of a sample and one more that nobody saw, all of whose items lie at an end of the
 * range. {@link ClusteredMean} explains the formulas.
 */
final class SampleWithUnseenCluster {

    private static final BrentSolver SOLVER = new BrentSolver(1e-14, 1e-15, 1e-14);

    /** Stands for an infinite score, for a root finder cannot do with one. */
    private static final double BEYOND = 1e3;

    private final double reach;
    private final double[] deviations;
    private final double[] shares;
    private final double[] counts;
    private final double unseenShare;

    /**
     * @param end the end of the range where the unseen cluster lies; of several strata it lies in
     *     the one whose mean it moves most
     * @param growth so many times each cluster was seen
     */
    SampleWithUnseenCluster(List<Stratum> strata, double end, double growth) {
        int total = strata.stream().mapToInt(Stratum::clusters).sum();
        int distinct = strata.stream().mapToInt(stratum -> stratum.equalClusters().size()).sum();
        deviations = new double[distinct];
        shares = new double[distinct];
        counts = new double[distinct];
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
        Stratum widest =
                strata.stream()
                        .max(
                                Comparator.comparingDouble(
                                        stratum ->
                                                Math.abs(end - stratum.mean())
                                                        / stratum.clusters()))
                        .orElseThrow();
        unseenShare = 1.0 / strata.size() / widest.clusters();
        reach = end - widest.mean();
    }

    /**
     * {@return the normal score of the probability that the mean, its clusters reweighed, lies
     * above the estimate by more than a shift}
     */
    double score(double shift) {
        int distinct = deviations.length;
        double[] values = new double[distinct + 1];
        double[] weights = new double[distinct + 1];
        for (int i = 0; i < distinct; i++) {
            values[i] = deviations[i] - shift * shares[i];
            weights[i] = counts[i];
        }
        values[distinct] = (reach - shift) * unseenShare;
        weights[distinct] = 1;
        return new RandomlyWeightedSum(values, weights).score();
    }

    /**
     * {@return the shift that has a score; 0 where all of the sample lies at the end already}
     *
     * @param guess about where it lies
     * @param most no value deviates from another by more
     */
    double shift(double score, double guess, double most) {
        if (reach == 0) {
            return 0;
        }
        return SOLVER.findRoot(
                shift -> Math.max(-BEYOND, Math.min(BEYOND, score(shift))) - score,
                -2 * most,
                Math.max(-most, Math.min(most, guess)),
                2 * most);
    }

    /** Each stratum after the first costs its spread a degree of freedom. */
    private static double spread(int clusters, int total) {
        return clusters == 1 ? 1 : Math.sqrt(clusters / (clusters - 1.0) * (total - 1.0) / total);
    }
}
