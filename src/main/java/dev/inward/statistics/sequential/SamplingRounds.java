package dev.inward.statistics.sequential;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The order in which clusters are observed, as rounds that contain clusters of every stratum. An
 * {@link EProcess} of the macro average over strata needs such rounds.
 *
 * <p>There are as many rounds as the smallest stratum has clusters. The clusters of each stratum
 * are distributed in the given order, which must be random, and as evenly as possible. With 10 and
 * 25 clusters, for example, each of 10 rounds has one cluster of the first stratum and two or three
 * of the second. Without strata a round is one cluster, and the mean is the micro average over
 * items.
 *
 * <p>A cluster with n observed items, in a stratum with c clusters in the round, has the weight
 * {@code n / (c E)}. Here E is the planned mean number of items per cluster of the stratum. The
 * weight is divided by the greatest possible weight of the round. So every stratum has the same
 * expected weight in a round, and no weight depends on the answers. This is exact in three cases:
 * the clusters of a stratum have the same size, there is one stratum, or size and value are
 * independent. Otherwise it is as exact as the planned sizes are typical.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class SamplingRounds {

    private final List<List<Integer>> rounds;
    private final int[] sizes;
    private final double[] weights;

    private SamplingRounds(List<List<Integer>> rounds, int[] sizes, double[] weights) {
        this.rounds = rounds;
        this.sizes = sizes;
        this.weights = weights;
    }

    /**
     * {@return rounds of one cluster each, without strata, in the given order}
     *
     * @param sizes the planned number of items of each cluster, each at least 1, in random order;
     *     copied
     * @throws IllegalArgumentException if there is no cluster, or if a cluster has no items
     */
    public static SamplingRounds of(int[] sizes) {
        return stratified(sizes, new int[sizes.length]);
    }

    /**
     * {@return rounds that contain clusters of every stratum}
     *
     * @param sizes the planned number of items of each cluster, each at least 1, in random order;
     *     copied
     * @param strata the stratum label of each cluster, in the order of the sizes
     * @throws IllegalArgumentException if there is no cluster, if a cluster has no items, or if
     *     sizes and labels differ in number
     */
    public static SamplingRounds stratified(int[] sizes, int[] strata) {
        if (sizes.length == 0 || strata.length != sizes.length) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%d cluster sizes with %d stratum labels were given, but at least one cluster and one label per cluster were expected.",
                            sizes.length,
                            strata.length));
        }
        Map<Integer, List<Integer>> byStratum = new TreeMap<>();
        for (int cluster = 0; cluster < sizes.length; cluster++) {
            if (sizes[cluster] < 1) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "Cluster %d was given %d items, but at least 1 was expected. Leave out clusters without items.",
                                cluster,
                                sizes[cluster]));
            }
            byStratum.computeIfAbsent(strata[cluster], label -> new ArrayList<>()).add(cluster);
        }
        return distribute(sizes.clone(), byStratum.values());
    }

    private static SamplingRounds distribute(int[] sizes, Collection<List<Integer>> strata) {
        int count = strata.stream().mapToInt(List::size).min().orElseThrow();
        List<StratumPlan> plans =
                strata.stream().map(stratum -> StratumPlan.of(stratum, sizes)).toList();
        List<List<Integer>> rounds = new ArrayList<>();
        double[] weights = new double[sizes.length];
        for (int round = 0; round < count; round++) {
            List<Integer> clusters = new ArrayList<>();
            double greatestWeight = 0;
            for (StratumPlan stratum : plans) {
                List<Integer> clustersOfRound = clustersOfRound(stratum.clusters(), round, count);
                double itemWeight = 1 / (clustersOfRound.size() * stratum.meanSize());
                greatestWeight = Math.max(greatestWeight, itemWeight * stratum.largest());
                clustersOfRound.forEach(cluster -> weights[cluster] = itemWeight);
                clusters.addAll(clustersOfRound);
            }
            for (int cluster : clusters) {
                weights[cluster] /= greatestWeight;
            }
            rounds.add(Collections.unmodifiableList(clusters));
        }
        return new SamplingRounds(Collections.unmodifiableList(rounds), sizes, weights);
    }

    /** A stratum with the mean and the greatest size of its clusters. */
    private record StratumPlan(List<Integer> clusters, double meanSize, int largest) {

        static StratumPlan of(List<Integer> clusters, int[] sizes) {
            IntSummaryStatistics planned =
                    clusters.stream().mapToInt(cluster -> sizes[cluster]).summaryStatistics();
            return new StratumPlan(clusters, planned.getAverage(), planned.getMax());
        }
    }

    private static List<Integer> clustersOfRound(List<Integer> stratum, int round, int rounds) {
        return stratum.subList(
                Math.toIntExact((long) stratum.size() * round / rounds),
                Math.toIntExact((long) stratum.size() * (round + 1) / rounds));
    }

    /** {@return the clusters of each round, as indexes of the given sizes; unmodifiable} */
    public List<List<Integer>> rounds() {
        return rounds;
    }

    /**
     * Computes the mean of a cluster and its weight in the round. If no item of a cluster was
     * observed, leave the cluster out of its round; this does little harm as long as it is rare.
     *
     * @param cluster the index of the cluster in the given sizes
     * @param values the values of its observed items, from one to the planned number
     * @return the mean of the values and its weight
     * @throws IllegalArgumentException if there is no value, or if there are more than planned
     * @throws IndexOutOfBoundsException if there is no such cluster
     */
    public WeightedValue weigh(int cluster, double... values) {
        if (values.length == 0 || values.length > sizes[cluster]) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%d values of cluster %d were given, but 1 to %d were expected, because %d items were planned.",
                            values.length,
                            cluster,
                            sizes[cluster],
                            sizes[cluster]));
        }
        double sum = 0;
        double leastValue = values[0];
        double greatestValue = values[0];
        for (double value : values) {
            sum += value;
            leastValue = Math.min(leastValue, value);
            greatestValue = Math.max(greatestValue, value);
        }
        // Rounding can move a mean just outside its values, and an e-process rejects a value
        // outside its range.
        double mean = Math.max(leastValue, Math.min(greatestValue, sum / values.length));
        return new WeightedValue(mean, Math.min(1, weights[cluster] * values.length));
    }
}
