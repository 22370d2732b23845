package dev.inward.statistics.agreement;

import dev.inward.statistics.Interval;
import dev.inward.statistics.NormalEstimate;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The area under the receiver operating characteristic curve. It measures how well a score, such as
 * a stated confidence, separates positive items from negative ones.
 *
 * <p>The area is the probability that a random positive item has a greater score than a random
 * negative item. Ties count one half. It equals the U statistic of Mann and Whitney (1947) divided
 * by the number of pairs. An area of 0.5 means that the score does not separate the items, 1 that
 * it separates them completely. Only the order of the scores matters. Items are assumed to be
 * independent. This class is immutable and thread-safe.
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
     * {@return the area for the given scores}
     *
     * @param scores the score of each item, in any unit; may be infinite
     * @param positive whether each item is positive, in the order of the scores; there are at least
     *     two positive and two negative items
     * @throws IllegalArgumentException if the arrays differ in length, if there are fewer than two
     *     items of a kind, or if a score is NaN
     */
    public static Auroc of(double[] scores, boolean[] positive) {
        requireValid(scores, positive);
        double[] positives = sorted(scores, positive, true);
        double[] negatives = sorted(scores, positive, false);
        double[] positivePlacements = placements(positives, negatives);
        double[] negativePlacements = placements(negatives, positives);
        double standardError =
                Math.sqrt(varianceOfMean(positivePlacements) + varianceOfMean(negativePlacements));
        return new Auroc(
                new NormalEstimate(mean(positivePlacements), standardError, RANGE),
                positives.length,
                negatives.length);
    }

    /**
     * Returns the area with its standard error (DeLong, DeLong and Clarke-Pearson 1988), {@code
     * sqrt(S10 / m + S01 / n)}.
     *
     * <p>Here m is the number of positive and n the number of negative items. {@code S10} is the
     * variance, over the positive items, of the share of negative items with a smaller score.
     * {@code S01} is the same with the kinds swapped. The standard error is 0 if the scores of the
     * two kinds do not overlap.
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

    private static double[] sorted(double[] scores, boolean[] positive, boolean wanted) {
        return IntStream.range(0, scores.length)
                .filter(item -> positive[item] == wanted)
                .mapToDouble(item -> scores[item])
                .sorted()
                .toArray();
    }

    /**
     * Computes, for each value, the share of the others below it. Equal ones count one half. Both
     * arrays are sorted.
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

    private static void requireValid(double[] scores, boolean[] positive) {
        long positives = IntStream.range(0, positive.length).filter(i -> positive[i]).count();
        long negatives = positive.length - positives;
        if (scores.length != positive.length || positives < 2 || negatives < 2) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%d scores of %d positive and %d negative items were given, but one score per item and at least two items of each kind were expected.",
                            scores.length,
                            positives,
                            negatives));
        }
        for (int i = 0; i < scores.length; i++) {
            if (Double.isNaN(scores[i])) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "The score at index %d is NaN, but a number was expected. Leave out items without a score.",
                                i));
            }
        }
    }
}
