package dev.inward.statistics.agreement;

import dev.inward.statistics.Interval;
import dev.inward.statistics.NormalEstimate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How far two raters agree on the categories of the same items, such as a predictor and the
 * behaviour it predicts.
 *
 * <p>Categories are equal when their strings are, and have no order. The figures do not depend on
 * which rater is the first. They take items to be independent; where one prompt carries several,
 * the standard error is too small. This class is immupairs and threadsafe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class Agreement {

    private static final Interval RANGE = new Interval(-1, 1);

    private final PairedCategories pairs;

    private Agreement(PairedCategories pairs) {
        this.pairs = pairs;
    }

    /**
     * Compares the categories of two raters by their position.
     *
     * @param first the categories that the first rater gave, at least one
     * @param second the categories that the second rater gave to the same items, in the same order
     * @throws IllegalArgumentException if there is no item, or the two differ in length
     */
    public static Agreement of(List<String> first, List<String> second) {
        if (first.isEmpty() || first.size() != second.size()) {
            throw new IllegalArgumentException(
                    "%d categories of one rater and %d of the other were given, but those of the same items, at least one, were expected of both."
                            .formatted(first.size(), second.size()));
        }
        return new Agreement(PairedCategories.of(first, second));
    }

    /** {@return the number of items, at least 1} */
    public int size() {
        return pairs.size();
    }

    /** {@return the share of items to which both gave the same category, from 0 to 1} */
    public double observed() {
        return (double) pairs.agreements() / size();
    }

    /**
     * Returns the share of items that two raters with these frequencies of categories, but
     * independent of each other, would agree on: {@code sum_k p_k q_k}.
     *
     * @return the share, from 0 to 1; 1 only if both always gave the same one category
     */
    public double byChance() {
        return (double) pairs.chance() / pairs.squaredSize();
    }

    /**
     * Returns Cohen's kappa, {@code (observed - byChance) / (1 - byChance)} (Cohen 1960), with the
     * large-sample standard error of Fleiss, Cohen and Everitt (1969) for a kappa that need not be
     * 0. That error is 0 where both raters always agree, and where one of them gives a single
     * category: kappa is 0 then, whatever the other does.
     *
     * @return the estimate, from -1 to 1; empty if both raters always gave the same one category,
     *     for then chance alone makes them agree and kappa is 0 / 0
     */
    public Optional<NormalEstimate> kappa() {
        double most = pairs.squaredSize() - pairs.chance();
        return most == 0
                ? Optional.empty()
                : Optional.of(
                        new NormalEstimate(pairs.beyondChance() / most, standardError(), RANGE));
    }

    /**
     * Returns the Matthews correlation coefficient, for more than two categories in its
     * generalisation {@code R_K} (Gorodkin 2004): the correlation of the indicators of the
     * categories, {@code (observed - byChance) / sqrt((1 - sum_k p_k^2) (1 - sum_k q_k^2))}.
     *
     * @return the coefficient, from -1 to 1; empty if a rater always gave the same category, for
     *     then it is 0 / 0. So a mode guesser has none; who counts it as 0, as some do, says {@code
     *     orElse(0)}
     */
    public OptionalDouble matthews() {
        double spreads = (double) pairs.firstSpread() * pairs.secondSpread();
        return spreads == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(pairs.beyondChance() / Math.sqrt(spreads));
    }

    /**
     * By the delta method: kappa changes with the share of a pair of categories in proportion to
     * the pair's weight, so that its variance is that of the weights of the items. This is the
     * formula of the paper before it is multiplied out, which could round to less than 0.
     */
    private double standardError() {
        double disagreed = 1 - observed();
        double free = 1 - byChance();
        double mean = observed() * free - 2 * disagreed * byChance();
        double squares = 0;
        for (int item = 0; item < size(); item++) {
            int first = pairs.first()[item];
            int second = pairs.second()[item];
            double marginals = pairs.secondTotals()[first] + pairs.firstTotals()[second];
            double weight = (first == second ? free : 0) - disagreed * marginals / size();
            squares += Math.pow(weight - mean, 2);
        }
        return Math.sqrt(squares) / size() / (free * free);
    }
}
