package dev.inward.statistics;

import dev.inward.statistics.input.ConfidenceLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The macro average over groups that share clusters, with bounds that hold for few clusters too. An
 * example is the cells of a regression gate as groups: one prompt has an item in each of them.
 *
 * <p>Estimate, weights and standard error are those of {@link CrossClusteredMean}. The bounds are
 * those of {@link ClusteredMean}, where a cluster has the weighted items of all groups. The unseen
 * cluster is the observed cluster whose items, moved to the ends of their ranges, move the average
 * most. The deviations from the mean of a stratum with H clusters are multiplied by {@code sqrt(H /
 * (H - 1) (G - 1) / G)}, where G is the number of all clusters. With one group the bounds equal
 * those of {@link ClusteredMean}, if the clusters of each stratum have one size.
 *
 * <p>All results have the unit of the values. This class is immutable and thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class CrossClusteredBounds {

    private final NormalEstimate estimate;
    private final int size;
    private final int fewest;
    private final double[] deviations;
    private final double[] shares;
    private final double[] toLeast;
    private final double[] toGreatest;

    private CrossClusteredBounds(
            NormalEstimate estimate,
            int size,
            int fewest,
            double[] deviations,
            double[] shares,
            double[] toLeast,
            double[] toGreatest) {
        this.estimate = estimate;
        this.size = size;
        this.fewest = fewest;
        this.deviations = deviations;
        this.shares = shares;
        this.toLeast = toLeast;
        this.toGreatest = toGreatest;
    }

    private record Stratum(int group, int label) {}

    /** The items of one stratum of one group. */
    private static final class StratumTotal {

        private final Set<Integer> clusters = new HashSet<>();
        private double sum;
        private int size;
    }

    /**
     * An item of the average.
     *
     * @param value its value
     * @param range the least and the greatest value that this item can have, both finite; values of
     *     a cluster can depend on what is already known about it
     * @param cluster the label of its cluster
     * @param stratum the label of its stratum within its group
     * @param group the label of its group
     * @since 0.1
     */
    @API(status = Status.EXPERIMENTAL, since = "0.1")
    public record WeighedItem(double value, Interval range, int cluster, int stratum, int group) {

        /**
         * Checks the value.
         *
         * @param value as in the record
         * @param range as in the record
         * @param cluster as in the record
         * @param stratum as in the record
         * @param group as in the record
         * @throws IllegalArgumentException if the value lies outside the range, or if the range is
         *     not finite
         */
        public WeighedItem {
            if (!range.contains(value) || !Double.isFinite(range.width())) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "A value of %s with a range from %s to %s was given, but a finite range that contains the value was expected.",
                                value,
                                range.lower(),
                                range.upper()));
            }
        }
    }

    /**
     * {@return the mean with its bounds}
     *
     * @param items the items, at least one; not kept
     * @throws IllegalArgumentException if there is no item
     */
    public static CrossClusteredBounds of(List<WeighedItem> items) {
        int[] clusters = items.stream().mapToInt(WeighedItem::cluster).toArray();
        NormalEstimate estimate =
                CrossClusteredMean.of(
                        items.stream().mapToDouble(WeighedItem::value).toArray(),
                        clusters,
                        items.stream().mapToInt(WeighedItem::stratum).toArray(),
                        items.stream().mapToInt(WeighedItem::group).toArray(),
                        hull(items));
        Map<Stratum, StratumTotal> totals = new HashMap<>();
        Map<Integer, Set<Integer>> strataOfGroup = new HashMap<>();
        List<StratumTotal> ofItem = new ArrayList<>();
        for (WeighedItem item : items) {
            StratumTotal total =
                    totals.computeIfAbsent(
                            new Stratum(item.group(), item.stratum()), label -> new StratumTotal());
            total.clusters.add(item.cluster());
            total.sum += item.value();
            total.size++;
            ofItem.add(total);
            strataOfGroup
                    .computeIfAbsent(item.group(), group -> new HashSet<>())
                    .add(item.stratum());
        }
        int[] labels = Arrays.stream(clusters).distinct().sorted().toArray();
        var deviations = new double[labels.length];
        var shares = new double[labels.length];
        var toLeast = new double[labels.length];
        var toGreatest = new double[labels.length];
        for (int i = 0; i < clusters.length; i++) {
            WeighedItem item = items.get(i);
            StratumTotal total = ofItem.get(i);
            int strata =
                    strataOfGroup.getOrDefault(item.group(), Set.of()).size()
                            * strataOfGroup.size();
            double weight = 1.0 / total.size / strata;
            double mean = total.sum / total.size;
            double spread = SampleWithUnseenCluster.spread(total.clusters.size(), labels.length);
            int cluster = Arrays.binarySearch(labels, item.cluster());
            deviations[cluster] += weight * spread * (item.value() - mean);
            shares[cluster] += weight;
            toLeast[cluster] += weight * (item.range().lower() - mean);
            toGreatest[cluster] += weight * (item.range().upper() - mean);
        }
        return new CrossClusteredBounds(
                estimate,
                clusters.length,
                2 * totals.size(),
                deviations,
                shares,
                toLeast,
                toGreatest);
    }

    private static Interval hull(List<WeighedItem> items) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (WeighedItem item : items) {
            least = Math.min(least, item.range().lower());
            greatest = Math.max(greatest, item.range().upper());
        }
        return items.isEmpty() ? new Interval(0, 0) : new Interval(least, greatest);
    }

    /** {@return the number of items, at least 1} */
    public int size() {
        return size;
    }

    /** {@return the number of clusters over all groups, at least 1} */
    public int clusters() {
        return shares.length;
    }

    /**
     * {@return the number of effective clusters, {@code (sum w)^2 / sum w^2} for the weights w of
     * the clusters in the average (Kish 1965)}
     */
    public double effectiveClusters() {
        return 1 / Arrays.stream(shares).map(share -> share * share).sum();
    }

    /** {@return the mean over groups of the means over strata} */
    public double estimate() {
        return estimate.value();
    }

    /** {@return the cluster-robust standard error} */
    public double standardError() {
        return estimate.standardError();
    }

    /**
     * {@return the two-sided confidence interval} It consists of two one-sided bounds, each with
     * half the error rate.
     *
     * @param confidence the coverage, strictly between 0 and 1
     * @throws IllegalArgumentException if the confidence does not lie strictly between 0 and 1
     */
    public Interval interval(double confidence) {
        double alpha = new ConfidenceLevel(confidence).twoSidedAlpha();
        return new Interval(reweighted().lowerBound(alpha), reweighted().upperBound(alpha));
    }

    /**
     * {@return the one-sided lower bound}
     *
     * @param confidence the coverage, strictly between 0 and 1
     * @throws IllegalArgumentException if the confidence does not lie strictly between 0 and 1
     */
    public double lowerBound(double confidence) {
        return reweighted().lowerBound(new ConfidenceLevel(confidence).oneSidedAlpha());
    }

    /**
     * {@return the one-sided upper bound}
     *
     * @param confidence the coverage, strictly between 0 and 1
     * @throws IllegalArgumentException if the confidence does not lie strictly between 0 and 1
     */
    public double upperBound(double confidence) {
        return reweighted().upperBound(new ConfidenceLevel(confidence).oneSidedAlpha());
    }

    /**
     * {@return the test that the mean exceeds a threshold}
     *
     * @param threshold the margin to exceed, in the unit of the values, finite
     * @throws IllegalArgumentException if the threshold is not finite
     */
    public OneSidedTest oneSidedTest(double threshold) {
        return reweighted().oneSidedTest(new Threshold(threshold));
    }

    /**
     * {@return how many clusters in total would show on which side of a threshold the mean lies, as
     * {@link ClusteredMean#requiredClusters} defines it}
     *
     * @param threshold the threshold, in the unit of the values, finite
     * @param confidence the confidence of the one-sided bound, strictly between 0 and 1
     * @param power the probability that the bound clears the threshold, strictly between 0 and 1
     * @throws IllegalArgumentException if the threshold is not finite, or if the confidence or the
     *     power does not lie strictly between 0 and 1
     */
    public OptionalLong requiredClusters(double threshold, double confidence, double power) {
        return reweighted()
                .requiredClusters(
                        estimate() - new Threshold(threshold).value(),
                        new ConfidenceLevel(confidence).oneSidedAlpha(),
                        new ConfidenceLevel(power).oneSidedAlpha());
    }

    private ReweightedMean reweighted() {
        return new ReweightedMean(
                estimate(),
                standardError(),
                estimate.range(),
                clusters(),
                fewest,
                this::withUnseenCluster);
    }

    private SampleWithUnseenCluster withUnseenCluster(double end, double growth) {
        double[] distances = end == estimate.range().lower() ? toLeast : toGreatest;
        int movesMost = 0;
        for (int cluster = 1; cluster < shares.length; cluster++) {
            if (Math.abs(distances[cluster]) > Math.abs(distances[movesMost])) {
                movesMost = cluster;
            }
        }
        double[] counts = new double[shares.length];
        Arrays.fill(counts, growth);
        return new SampleWithUnseenCluster(
                deviations,
                shares,
                counts,
                distances[movesMost] / shares[movesMost],
                shares[movesMost]);
    }
}
