package dev.inward.statistics.agreement;

import dev.inward.statistics.Interval;
import dev.inward.statistics.NormalEstimate;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The area under the receiver operating characteristic: how well a score, such as a stated
 * confidence, tells positive items from negative ones whatever threshold is put on it.
 *
 * <p>It is the probability that a positive item has the greater score of a positive and a negative
 * one, ties counting one half (Mann and Whitney's U over the number of pairs): 0.5 for a score that
 * tells nothing, 1 for one that separates them. Only the order of scores matters. Items are taken
 * to be independent. This class is immutable and threadsafe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class Auroc {

    private static final Interval RANGE = new Interval(0, 1);

    private final NormalEstimate area;
    private final int positives;
    private final int negatives;

    private Auroc(NormalEstimate area, int positives, int negatives) {
        this.area = area;
        this.positives = positives;
        this.negatives = negatives;
    }

    /**
     * Measures how well scores tell items apart.
     *
     * @param scores the score of each item, in any unit; may be infinite
     * @param positive whether each item is a positive one, in the order of the scores; at least two
     *     are and at least two are not
     * @throws IllegalArgumentException if the two differ in length, there are too few items of a
     *     kind, or a score is NaN
     */
    public static Auroc of(double[] scores, boolean[] positive) {
        check(scores, positive);
        double[] positives = sorted(scores, positive, true);
        double[] negatives = sorted(scores, positive, false);
        double[] ofPositives = placements(positives, negatives);
        double[] ofNegatives = placements(negatives, positives);
        double error = Math.sqrt(varianceOfMean(ofPositives) + varianceOfMean(ofNegatives));
        return new Auroc(
                new NormalEstimate(mean(ofPositives), error, RANGE),
                positives.length,
                negatives.length);
    }

    /**
     * Returns the area with the standard error of DeLong, DeLong and Clarke-Pearson (1988): {@code
     * sqrt(S10 / m + S01 / n)}, where {@code S10} is the variance, over the m positive items, of
     * the share of negative ones that each has the greater score than, and {@code S01} likewise. It
     * is 0 where the two kinds do not overlap.
     *
     * @return the estimate, from 0 to 1
     */
    public NormalEstimate area() {
        return area;
    }

    /** {@return the number of positive items, at least 2} */
    public int positives() {
        return positives;
    }

    /** {@return the number of negative items, at least 2} */
    public int negatives() {
        return negatives;
    }

    private static double[] sorted(double[] scores, boolean[] positive, boolean kind) {
        return IntStream.range(0, scores.length)
                .filter(item -> positive[item] == kind)
                .mapToDouble(item -> scores[item])
                .sorted()
                .toArray();
    }

    /**
     * The share of the others below each value, those equal to it counting one half; all sorted.
     */
    private static double[] placements(double[] values, double[] others) {
        double[] placements = new double[values.length];
        int below = 0;
        int notAbove = 0;
        for (int i = 0; i < values.length; i++) {
            while (below < others.length && others[below] < values[i]) {
                below++;
            }
            while (notAbove < others.length && others[notAbove] <= values[i]) {
                notAbove++;
            }
            placements[i] = (below + notAbove) / 2.0 / others.length;
        }
        return placements;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static double varianceOfMean(double[] values) {
        double mean = mean(values);
        double squares = Arrays.stream(values).map(value -> Math.pow(value - mean, 2)).sum();
        return squares / (values.length - 1.0) / values.length;
    }

    private static void check(double[] scores, boolean[] positive) {
        long positives = IntStream.range(0, positive.length).filter(i -> positive[i]).count();
        long negatives = positive.length - positives;
        if (scores.length != positive.length || positives < 2 || negatives < 2) {
            throw new IllegalArgumentException(
                    "%d scores of %d positive and %d negative items were given, but one score an item and at least two items of each kind were expected."
                            .formatted(scores.length, positives, negatives));
        }
        for (int i = 0; i < scores.length; i++) {
            if (Double.isNaN(scores[i])) {
                throw new IllegalArgumentException(
                        "The score at index %d is NaN, but a number was expected; leave out items without a score."
                                .formatted(i));
            }
        }
    }
}
