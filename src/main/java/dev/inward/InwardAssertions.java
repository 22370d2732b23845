package dev.inward;

import dev.inward.assertion.EvidenceAssert;
import dev.inward.verdict.Evidence;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Entry point of the assertions, to be imported statically.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class InwardAssertions {

    private InwardAssertions() {}

    /**
     * Starts an assertion on what an eval measured.
     *
     * <pre>{@code
     * // passes if the lower bound of the advantage is above 5 points, and self above the baseline
     * assertThat(evidence).selfPredictionBeatsCrossPrediction().byAtLeast(percentagePoints(5));
     *
     * // fails if the upper bound of the advantage is below 90 points
     * assertThat(evidence).selfPredictionBeatsCrossPrediction().byAtLeast(percentagePoints(90));
     * }</pre>
     */
    public static EvidenceAssert assertThat(Evidence evidence) {
        return new EvidenceAssert(evidence);
    }
}
