package dev.inward.verdict;

import dev.inward.Margin;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The confidence and the margin that claims are decided with.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param confidence the confidence of one-sided bounds and two-sided intervals, above 0.5 and below
 *     1
 * @param margin the margin of {@code byTheMargin()}
 * @param isMarginImposed whether the margin replaces the margin of each assertion; true if a
 *     configuration parameter sets it
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record DecisionRule(double confidence, Margin margin, boolean isMarginImposed) {

    /**
     * Checks the confidence.
     *
     * @param confidence as in the record
     * @param margin as in the record
     * @param isMarginImposed as in the record
     * @throws IllegalArgumentException if the confidence is not above 0.5 and below 1
     */
    public DecisionRule {
        if (!(confidence > 0.5 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "a confidence must be above 0.5 and below 1, got "
                            + confidence
                            + ". Write 95 % as 0.95.");
        }
    }

    /**
     * {@return the margin that a claim is decided with}
     *
     * @param claimed the margin that the assertion names
     */
    public Margin margin(Margin claimed) {
        return isMarginImposed ? margin : claimed;
    }
}
