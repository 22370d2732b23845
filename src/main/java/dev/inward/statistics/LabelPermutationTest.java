package dev.inward.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The permutation test that predicted labels have to do with the actual ones, beyond how often each
 * label occurs in its stratum.
 *
 * <p>The actual labels are permuted m times, within each stratum alone, such as a task with a
 * property; with b permutations whose statistic is at least the observed one, the p-value is {@code
 * (b + 1) / (m + 1)}, which is never 0 and whose error rate is at most its level (Phipson and Smyth
 * 2010). Statistics closer than 1e-9, or 1e-9 of the observed one if that is more, are tied. Items
 * are taken to be exchangeable within a stratum: where one prompt carries several items, give each
 * of its properties a stratum. This class is immutable and threadsafe.
 *
 * @param observed the statistic of the labels as they are
 * @param permutedMean the mean of the statistic over the permutations: what knowing no more than
 *     the frequencies of the labels gives
 * @param p the p-value of the test that the observed statistic is greater than that
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record LabelPermutationTest(double observed, double permutedMean, double p) {

    private static final double TIED = 1e-9;

    /**
     * Checks the figures.
     *
     * @throws IllegalArgumentException if a statistic is NaN or {@code p} is no probability
     */
    public LabelPermutationTest {
        if (Double.isNaN(observed) || Double.isNaN(permutedMean) || !(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException(
                    "A permutation test of %s against %s with p = %s was given, but two numbers and a probability were expected."
                            .formatted(observed, permutedMean, p));
        }
    }

    /**
     * {@return the test of the accuracy, the share of items whose two labels are equal}
     *
     * @param predicted the predicted label of each item, at least one
     * @param actual the actual label of each item, in the order of the predicted ones
     * @param strata the stratum label of each item, in the order of the predicted ones
     * @param resampling how many permutations to draw, and from which seed
     * @throws IllegalArgumentException if there is no item, or the three differ in length
     */
    public static LabelPermutationTest ofAccuracy(
            List<String> predicted, List<String> actual, int[] strata, Resampling resampling) {
        return of(predicted, actual, strata, LabelPermutationTest::accuracy, resampling);
    }

    /**
     * {@return the test of any statistic of the labels}
     *
     * @param predicted the predicted label of each item, at least one
     * @param actual the actual label of each item, in the order of the predicted ones
     * @param strata the stratum label of each item, in the order of the predicted ones
     * @param statistic a number, greater for a better prediction, of the predicted labels and the
     *     actual ones; it is not to change either
     * @param resampling how many permutations to draw, and from which seed
     * @throws IllegalArgumentException if there is no item, the three differ in length, or a
     *     statistic is NaN
     */
    public static LabelPermutationTest of(
            List<String> predicted,
            List<String> actual,
            int[] strata,
            ToDoubleBiFunction<List<String>, List<String>> statistic,
            Resampling resampling) {
        check(predicted.size(), actual.size(), strata.length);
        double observed = statistic.applyAsDouble(predicted, actual);
        Collection<List<Integer>> groups = places(strata);
        List<String> labels = new ArrayList<>(actual);
        double[] permuted =
                resampling
                        .statistics(
                                random -> {
                                    groups.forEach(group -> shuffle(labels, group, random));
                                    return statistic.applyAsDouble(predicted, labels);
                                })
                        .toArray();
        double least = observed - TIED * Math.max(1, Math.abs(observed));
        long atLeast = DoubleStream.of(permuted).filter(each -> each >= least).count();
        return new LabelPermutationTest(
                observed,
                DoubleStream.of(permuted).average().orElseThrow(),
                (atLeast + 1.0) / (permuted.length + 1.0));
    }

    private static Collection<List<Integer>> places(int[] strata) {
        Map<Integer, List<Integer>> places = new TreeMap<>();
        for (int i = 0; i < strata.length; i++) {
            places.computeIfAbsent(strata[i], label -> new ArrayList<>()).add(i);
        }
        return places.values();
    }

    /** Puts the labels at the places given in random order (Fisher and Yates 1938). */
    private static void shuffle(List<String> labels, List<Integer> places, RandomGenerator random) {
        for (int left = places.size(); left > 1; left--) {
            int last = places.get(left - 1);
            int other = places.get(random.nextInt(left));
            String label = labels.get(last);
            labels.set(last, labels.get(other));
            labels.set(other, label);
        }
    }

    private static double accuracy(List<String> predicted, List<String> actual) {
        int hits = 0;
        for (int i = 0; i < predicted.size(); i++) {
            hits += predicted.get(i).equals(actual.get(i)) ? 1 : 0;
        }
        return (double) hits / predicted.size();
    }

    private static void check(int predicted, int actual, int strata) {
        if (predicted == 0 || predicted != actual || predicted != strata) {
            throw new IllegalArgumentException(
                    "%d predicted and %d actual labels with %d stratum labels were given, but at least one of each, equally many, was expected."
                            .formatted(predicted, actual, strata));
        }
    }
}
