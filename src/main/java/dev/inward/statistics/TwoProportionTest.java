package dev.inward.statistics;

import dev.inward.statistics.input.ConfidenceLevel;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The two-sided z test that two proportions differ, as if no trial of one had anything to do with a
 * trial of the other: {@code z = (p1 - p2) / sqrt(p (1 - p) (1 / n1 + 1 / n2))} with the pooled
 * share {@code p} (Fleiss, Levin and Paik 2003, section 3.2, without continuity correction). On
 * predictions of the same items it throws away that they are paired; {@link McNemarTest} and {@link
 * ClusteredMean} do not. This class is immutable and threadsafe.
 *
 * @param first one proportion
 * @param second the other
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record TwoProportionTest(Proportion first, Proportion second) {

    /**
     * Returns the standard normal score.
     *
     * @return the score, positive where the first share is the greater; 0 where all trials
     *     succeeded or none, of which neither shows a difference
     */
    public double z() {
        double trials = (double) first.trials() + second.trials();
        double pooled = (first.successes() + (double) second.successes()) / trials;
        double variance = pooled * (1 - pooled) * (1.0 / first.trials() + 1.0 / second.trials());
        return variance == 0 ? 0 : (first.estimate() - second.estimate()) / Math.sqrt(variance);
    }

    /**
     * Returns the p-value.
     *
     * @return both tails of the standard normal distribution beyond {@link #z()}, from 0 to 1
     */
    public double p() {
        return 2 * ConfidenceLevel.upperTail(Math.abs(z()));
    }
}
