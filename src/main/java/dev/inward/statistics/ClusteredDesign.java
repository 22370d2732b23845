package dev.inward.statistics;

import java.util.OptionalLong;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A study that is being planned: two predictors on the same items, of which one prompt carries
 * several, and how likely it is to show that the first is right more often by more than a margin.
 *
 * <p>With G clusters of m items each, the mean difference has the standard error {@code
 * sqrt(variance (1 + (m - 1) rho) / (G m))}, where rho is the correlation of the differences on two
 * items of a cluster and {@code 1 + (m - 1) rho} the design effect (Kish 1965; Donner and Klar
 * 2000). A one-sided normal lower bound clears the margin with probability {@code Phi((difference -
 * margin) / se - z)}, z being the normal quantile of its confidence. The bounds of {@link
 * ClusteredMean} allow for a cluster that nobody saw as well, so that they take more: of studies
 * planned so for a power of 0.8 with clusters of four items correlated by 0.25, 64 and 67 of a
 * hundred clear them; of single items, 1 or 2 of a hundred fewer than planned. This class is
 * immutable and threadsafe.
 *
 * @param accuracies how often the predictors are right, alone and together
 * @param itemsPerCluster the mean number of items of a cluster, at least 1
 * @param intraclusterCorrelation the correlation of the differences on two items of a cluster, at
 *     most 1 and at least {@code -1 / (m - 1)}; without effect for m = 1
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record ClusteredDesign(
        PairedAccuracies accuracies, double itemsPerCluster, double intraclusterCorrelation) {

    /**
     * Checks the figures.
     *
     * @throws IllegalArgumentException if a figure is out of its bounds
     */
    public ClusteredDesign {
        if (!(itemsPerCluster >= 1 && itemsPerCluster < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "A design with %s items per cluster was given, but a finite number of at least 1 was expected."
                            .formatted(itemsPerCluster));
        }
        double least = Math.max(-1, -1 / (itemsPerCluster - 1));
        if (!(intraclusterCorrelation >= least && intraclusterCorrelation <= 1)) {
            throw new IllegalArgumentException(
                    "An intracluster correlation of %s was given, but the differences in clusters of %s items correlate with %.4f at the least and 1 at the most."
                            .formatted(intraclusterCorrelation, itemsPerCluster, least));
        }
    }

    /** {@return by how much clusters multiply the variance of the mean, never negative} */
    public double designEffect() {
        return Math.max(0, 1 + (itemsPerCluster - 1) * intraclusterCorrelation);
    }

    /**
     * {@return the standard error of the mean difference}
     *
     * @param clusters the number of clusters, at least 1
     * @throws IllegalArgumentException if there is no cluster
     */
    public double standardError(long clusters) {
        if (clusters < 1) {
            throw new IllegalArgumentException(
                    "A design with %d clusters was given, but at least 1 was expected."
                            .formatted(clusters));
        }
        return Math.sqrt(clusterVariance() / clusters);
    }

    /**
     * {@return the probability that the one-sided lower bound of the difference exceeds the margin}
     *
     * @param clusters the number of clusters, at least 1
     * @param margin the margin to exceed, finite
     * @param confidence the confidence of the bound, strictly between 0 and 1
     * @throws IllegalArgumentException if an argument is out of its bounds
     */
    public double power(long clusters, double margin, double confidence) {
        double excess = excess(margin);
        double score = ConfidenceLevel.quantile(new ConfidenceLevel(confidence).oneSidedAlpha());
        double standardError = standardError(clusters);
        if (standardError == 0) {
            return excess > 0 ? 1 : 0;
        }
        return ConfidenceLevel.STANDARD_NORMAL.cumulativeProbability(
                excess / standardError - score);
    }

    /**
     * Returns the least number of clusters that has the power: {@code variance (1 + (m - 1) rho) /
     * m ((z_conf + z_power) / (difference - margin))^2}, rounded up, but never fewer than a sample
     * without any spread needs, nor than two, as {@link ClusteredMean#requiredClusters} has it.
     *
     * @param margin the margin to exceed, finite
     * @param confidence the confidence of the bound, strictly between 0 and 1
     * @param power the probability of exceeding it, strictly between 0 and 1
     * @return the number; empty if the difference does not exceed the margin
     * @throws IllegalArgumentException if an argument is out of its bounds
     */
    public OptionalLong requiredClusters(double margin, double confidence, double power) {
        double excess = excess(margin);
        double alpha = new ConfidenceLevel(confidence).oneSidedAlpha();
        double beta = new ConfidenceLevel(power).oneSidedAlpha();
        if (excess <= 0) {
            return OptionalLong.empty();
        }
        double score = ConfidenceLevel.quantile(alpha) + ConfidenceLevel.quantile(beta);
        double needed = clusterVariance() * Math.pow(Math.max(0, score) / excess, 2);
        // The limit for zero events, with differences that can fall to -1.
        double reach = 1 + accuracies.difference();
        double neededWithoutSpread = Math.log(alpha) / Math.log1p(-Math.min(1, excess / reach));
        return OptionalLong.of(
                Math.max(2, (long) Math.ceil(Math.max(needed, neededWithoutSpread))));
    }

    /**
     * Returns how many items the {@linkplain #requiredClusters required clusters} hold on average.
     *
     * @param margin the margin to exceed, finite
     * @param confidence the confidence of the bound, strictly between 0 and 1
     * @param power the probability of exceeding it, strictly between 0 and 1
     * @return the number, rounded up; empty if the difference does not exceed the margin
     * @throws IllegalArgumentException if an argument is out of its bounds
     */
    public OptionalLong requiredItems(double margin, double confidence, double power) {
        OptionalLong clusters = requiredClusters(margin, confidence, power);
        return clusters.isEmpty()
                ? clusters
                : OptionalLong.of((long) Math.ceil(clusters.getAsLong() * itemsPerCluster));
    }

    private double clusterVariance() {
        return accuracies.variance() * designEffect() / itemsPerCluster;
    }

    private double excess(double margin) {
        return accuracies.difference() - new Threshold(margin).value();
    }
}
