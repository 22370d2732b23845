package dev.inward.statistics.sequential;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Deals clusters that are still to be observed into rounds with clusters of every stratum, for the
 * macro average over strata to be followed by an {@link EProcess}.
 *
 * <p>There are as many rounds as the smallest stratum has clusters. Those of each stratum are dealt
 * in the order given, which must be random, and as evenly as can be: with 10 and 25 clusters, each
 * of 10 rounds has one of the first and two or three of the second stratum. Without strata a round
 * is one cluster, and the mean that is followed is the micro average, over items.
 *
 * <p>A cluster with n observed items in a stratum that has c clusters in the round weighs {@code n
 * / (c E)}, divided by the greatest that any cluster can weigh there; E is the planned number of
 * items a cluster of its stratum has on average. So every stratum has the same expected weight in a
 * round, and none depends on what will be answered. This is exact where the clusters of a stratum
 * have one size, where there is one stratum, or where size tells nothing about value; else as exact
 * as the planned sizes are typical of the clusters there might have been.
 *
 * <p>This class is immutable and threadsafe.
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
     * {@return the rounds of clusters without strata: one cluster each, in the order given}
     *
     * @param sizes the planned number of items of each cluster, in random order, each at least 1
     * @throws IllegalArgumentException if there is no cluster or one without items
     */
    public static SamplingRounds of(int[] sizes) {
        return stratified(sizes, new int[sizes.length]);
    }

    /**
     * {@return the rounds}
     *
     * @param sizes the planned number of items of each cluster, in random order, each at least 1
     * @param strata the stratum label of each cluster, in the order of the sizes
     * @throws IllegalArgumentException if there is no cluster, one without items, or not as many
     *     labels as sizes
     */
    public static SamplingRounds stratified(int[] sizes, int[] strata) {
        if (sizes.length == 0 || strata.length != sizes.length) {
            throw new IllegalArgumentException(
                    "%d cluster sizes with %d stratum labels were given, but at least one cluster and a label each were expected."
                            .formatted(sizes.length, strata.length));
        }
        Map<Integer, List<Integer>> byStratum = new TreeMap<>();
        for (int cluster = 0; cluster < sizes.length; cluster++) {
            if (sizes[cluster] < 1) {
                throw new IllegalArgumentException(
                        "Cluster %d was given %d items, but at least 1 was expected: leave out clusters without any."
                                .formatted(cluster, sizes[cluster]));
            }
            byStratum.computeIfAbsent(strata[cluster], label -> new ArrayList<>()).add(cluster);
        }
        return deal(sizes.clone(), byStratum.values());
    }

    private static SamplingRounds deal(int[] sizes, Collection<List<Integer>> strata) {
        int count = strata.stream().mapToInt(List::size).min().orElseThrow();
        List<Dealt> dealt = strata.stream().map(stratum -> Dealt.of(stratum, sizes)).toList();
        List<List<Integer>> rounds = new ArrayList<>();
        double[] weights = new double[sizes.length];
        for (int round = 0; round < count; round++) {
            List<Integer> clusters = new ArrayList<>();
            double greatest = 0;
            for (Dealt stratum : dealt) {
                List<Integer> share = share(stratum.clusters(), round, count);
                double itemWeight = 1 / (share.size() * stratum.meanSize());
                greatest = Math.max(greatest, itemWeight * stratum.largest());
                share.forEach(cluster -> weights[cluster] = itemWeight);
                clusters.addAll(share);
            }
            for (int cluster : clusters) {
                weights[cluster] /= greatest;
            }
            rounds.add(Collections.unmodifiableList(clusters));
        }
        return new SamplingRounds(Collections.unmodifiableList(rounds), sizes, weights);
    }

    /** A stratum that is dealt, with the mean and the greatest size of its clusters. */
    private record Dealt(List<Integer> clusters, double meanSize, int largest) {

        static Dealt of(List<Integer> clusters, int[] sizes) {
            IntSummaryStatistics planned =
                    clusters.stream().mapToInt(cluster -> sizes[cluster]).summaryStatistics();
            return new Dealt(clusters, planned.getAverage(), planned.getMax());
        }
    }

    private static List<Integer> share(List<Integer> stratum, int round, int rounds) {
        return stratum.subList(
                Math.toIntExact((long) stratum.size() * round / rounds),
                Math.toIntExact((long) stratum.size() * (round + 1) / rounds));
    }

    /**
     * {@return the clusters of each round, by their index in the sizes given; not to be changed}
     */
    public List<List<Integer>> rounds() {
        return rounds;
    }

    /**
     * Weighs what was observed of a cluster. A cluster of which nothing was observed is to be left
     * out of its round, which is as harmless as that is rare.
     *
     * @param cluster the index of the cluster in the sizes given
     * @param values the values of its items that were observed, one to as many as were planned
     * @return their mean and its weight in the round
     * @throws IllegalArgumentException if there is no value, or more than planned
     * @throws IndexOutOfBoundsException if there is no such cluster
     */
    public WeightedValue weigh(int cluster, double... values) {
        if (values.length == 0 || values.length > sizes[cluster]) {
            throw new IllegalArgumentException(
                    "%d values of cluster %d were given, but 1 to %d were expected, as many as it was planned to have."
                            .formatted(values.length, cluster, sizes[cluster]));
        }
        double sum = 0;
        double least = values[0];
        double greatest = values[0];
        for (double value : values) {
            sum += value;
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        // A mean that rounding has put beside all of its values would be refused at the range's
        // end.
        double mean = Math.max(least, Math.min(greatest, sum / values.length));
        return new WeightedValue(mean, Math.min(1, weights[cluster] * values.length));
    }
}
