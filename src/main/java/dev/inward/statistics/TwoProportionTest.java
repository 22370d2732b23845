package dev.inward.statistics;

import dev.inward.statistics.input.ConfidenceLevel;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The two-sided z test that two independent proportions differ.
 *
 * <p>The score is {@code z = (p1 - p2) / sqrt(p (1 - p) (1 / n1 + 1 / n2))} with the pooled share
 * {@code p}, without continuity correction (Fleiss, Levin and Paik 2003, section 3.2).
 *
 * <p>The test assumes that all trials are independent. For two predictors on the same items it
 * ignores the pairing. {@link McNemarTest} and {@link ClusteredMean} use the pairing. This class is
 * immutable and thread-safe.
 *
 * @param first the first proportion
 * @param second the second proportion
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record TwoProportionTest(Proportion first, Proportion second) {

    /**
     * Returns the standard normal score.
     *
     * @return the score, positive if the first share is greater; 0 if all trials of both succeeded
     *     or all failed
     */
    public double z() {
        double trials = (double) first.trials() + second.trials();
        double pooled = (first.successes() + (double) second.successes()) / trials;
        double variance = pooled * (1 - pooled) * (1.0 / first.trials() + 1.0 / second.trials());
        return variance == 0 ? 0 : (first.estimate() - second.estimate()) / Math.sqrt(variance);
    }

    /**
     * Returns the two-sided p-value.
     *
     * @return the probability of both tails of the standard normal distribution beyond {@link
     *     #z()}, from 0 to 1
     */
    public double p() {
        return 2 * ConfidenceLevel.upperTail(Math.abs(z()));
    }
}
