package dev.inward.evals;

import static dev.inward.Margin.percentagePoints;
import static dev.inward.assertion.InwardAssertions.assertThat;

import dev.inward.junit.IntrospectionEval;
import dev.inward.verdict.Evidence;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Early in the alphabet")
class EarlyInAlphabetEval {

    @IntrospectionEval("early_in_alphabet")
    void self_prediction_beats_cross_prediction(Evidence evidence) {
        assertThat(evidence).selfPredictionBeatsCrossPrediction().byAtLeast(percentagePoints(5));
    }
}
