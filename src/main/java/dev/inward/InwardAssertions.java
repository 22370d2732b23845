package dev.inward;

import dev.inward.assertion.EvidenceAssert;
import dev.inward.verdict.Evidence;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The entry point of the assertions. Import its method statically. Thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class InwardAssertions {

    private InwardAssertions() {}

    /**
     * Starts assertions about the evidence of an eval.
     *
     * <pre>{@code
     * // Passes if the lower bound of the advantage is above 5 points and self-prediction beats the mode
     * // baseline.
     * assertThat(evidence).selfPredictionBeatsCrossPrediction().byAtLeast(percentagePoints(5));
     *
     * // Fails if the upper bound of the advantage is below 90 points.
     * assertThat(evidence).selfPredictionBeatsCrossPrediction().byAtLeast(percentagePoints(90));
     * }</pre>
     *
     * @param evidence the evidence that the eval method receives
     * @return the assertions
     */
    public static EvidenceAssert assertThat(Evidence evidence) {
        return new EvidenceAssert(evidence);
    }
}
