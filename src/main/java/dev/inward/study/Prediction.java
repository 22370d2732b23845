package dev.inward.study;

import dev.inward.property.BehavioralProperty;
import dev.inward.property.ResponseCleaning;
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

    static Prediction of(Answer answer, BehavioralProperty property, String expected) {
        if (answer.isMissing()) {
            return new Prediction(answer.text(), Outcome.MISSING);
        }
        if (!property.answerFormat().accepts(answer.text())) {
            return new Prediction(answer.text(), Outcome.NON_COMPLIANT);
        }
        boolean right =
                ResponseCleaning.forComparison(answer.text())
                        .equals(ResponseCleaning.forComparison(expected));
        return new Prediction(answer.text(), right ? Outcome.RIGHT : Outcome.WRONG);
    }

    /** Returns 1 for a right prediction and 0 for a wrong or non-compliant one. */
    public double score() {
        return outcome == Outcome.RIGHT ? 1 : 0;
    }
}
