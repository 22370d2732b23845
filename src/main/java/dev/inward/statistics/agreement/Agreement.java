package dev.inward.statistics.agreement;

import dev.inward.statistics.Interval;
import dev.inward.statistics.NormalEstimate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The agreement of two raters on the categories of the same items. An example is a predictor and
 * the behaviour that it predicts.
 *
 * <p>Two categories are equal if their strings are equal; they have no order. Swapping the raters
 * changes no result. All results assume that items are independent. Where one prompt has several
 * items, the standard error is too small. This class is immutable and thread-safe.
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
     * {@return the agreement of two raters, whose categories are paired by position}
     *
     * @param first the categories that the first rater gave, at least one
     * @param second the categories that the second rater gave to the same items, in the same order
     * @throws IllegalArgumentException if there is no item, or if the lists differ in length
     */
    public static Agreement of(List<String> first, List<String> second) {
        if (first.isEmpty() || first.size() != second.size()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%d categories of the first rater and %d of the second were given, but one category of each rater was expected for at least one item.",
                            first.size(),
                            second.size()));
        }
        return new Agreement(PairedCategories.of(first, second));
    }

    /** {@return the number of items, at least 1} */
    public int size() {
        return pairs.size();
    }

    /** {@return the share of items to which both raters gave the same category, from 0 to 1} */
    public double observed() {
        return (double) pairs.agreements() / size();
    }

    /**
     * Returns the share of items on which the raters would agree by chance, {@code sum_k p_k q_k}.
     * It assumes that the raters are independent and keep their frequencies {@code p_k} and {@code
     * q_k}.
     *
     * @return the share, from 0 to 1; 1 only if both raters always gave the same one category
     */
    public double byChance() {
        return (double) pairs.chance() / pairs.squaredSize();
    }

    /**
     * Returns Cohen's kappa, {@code (observed - byChance) / (1 - byChance)} (Cohen 1960).
     *
     * <p>The standard error is the large-sample one of Fleiss, Cohen and Everitt (1969), for any
     * true kappa. It is 0 if the raters always agree. It is also 0 if one rater gave a single
     * category, because kappa is 0 then for any answers of the other.
     *
     * @return the estimate, from -1 to 1; empty if both raters always gave the same one category,
     *     because kappa is 0 / 0 then
     */
    public Optional<NormalEstimate> kappa() {
        double possibleBeyondChance = pairs.squaredSize() - pairs.chance();
        return possibleBeyondChance == 0
                ? Optional.empty()
                : Optional.of(
                        new NormalEstimate(
                                pairs.beyondChance() / possibleBeyondChance,
                                standardError(),
                                RANGE));
    }

    /**
     * Returns the Matthews correlation coefficient. For more than two categories it is the
     * coefficient {@code R_K} (Gorodkin 2004): {@code (observed - byChance) / sqrt((1 - sum_k
     * p_k^2) (1 - sum_k q_k^2))}.
     *
     * @return the coefficient, from -1 to 1; empty if a rater always gave the same category,
     *     because it is 0 / 0 then; a predictor that always answers with the mode therefore has
     *     none, and {@code orElse(0)} counts it as 0
     */
    public OptionalDouble matthews() {
        double spreadProduct = (double) pairs.firstSpread() * pairs.secondSpread();
        return spreadProduct == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(pairs.beyondChance() / Math.sqrt(spreadProduct));
    }

    /**
     * Computes the standard error of kappa by the delta method. The variance of kappa is the
     * variance of the weights of the items. The formula of the paper is this one multiplied out,
     * but rounding could make it negative.
     */
    private double standardError() {
        double disagreement = 1 - observed();
        double notByChance = 1 - byChance();
        double mean = observed() * notByChance - 2 * disagreement * byChance();
        double squares = 0;
        for (int item = 0; item < size(); item++) {
            int first = pairs.first()[item];
            int second = pairs.second()[item];
            double marginals = pairs.secondTotals()[first] + pairs.firstTotals()[second];
            double weight = (first == second ? notByChance : 0) - disagreement * marginals / size();
            squares += Math.pow(weight - mean, 2);
        }
        return Math.sqrt(squares) / size() / (notByChance * notByChance);
    }
}
