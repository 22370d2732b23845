package dev.inward.study;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A predictor's answer to a hypothetical prompt, and how it came out.
 *
 * @param answer what the predictor said (untrusted), or why nothing came where the outcome is
 *     {@link Outcome#MISSING}
 * @param outcome how it came out
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Prediction(String answer, Outcome outcome) {

    /** Returns 1 for a right prediction and 0 for a wrong or non-compliant one. */
    public double score() {
        return outcome == Outcome.RIGHT ? 1 : 0;
    }
}
