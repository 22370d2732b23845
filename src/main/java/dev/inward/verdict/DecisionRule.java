package dev.inward.verdict;

import dev.inward.Margin;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How claims are decided.
 *
 * @param confidence of one-sided bounds and two-sided intervals, above 0.5 and below 1
 * @param margin what {@code byTheMargin()} stands for
 * @param isMarginImposed whether the margin replaces those that assertions name, as one from a
 *     configuration parameter does
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record DecisionRule(double confidence, Margin margin, boolean isMarginImposed) {

    /** Refuses a confidence that is none. */
    public DecisionRule {
        if (!(confidence > 0.5 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "a confidence is a share above 0.5 and below 1, got "
                            + confidence
                            + "; 95 % are 0.95");
        }
    }

    /** {@return the margin that a claim is held against whose author wrote this one} */
    public Margin margin(Margin written) {
        return isMarginImposed ? margin : written;
    }
}
