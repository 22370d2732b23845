package dev.inward.junit;

import static dev.inward.InwardAssertions.assertThat;
import static dev.inward.Margin.percentagePoints;

import dev.inward.IntrospectionEval;
import dev.inward.verdict.Evidence;

/** The eval that tests with servers run. */
class FirstCharacter {
    @IntrospectionEval("first_character")
    void self_prediction_beats_cross_prediction(Evidence evidence) {
        assertThat(evidence).selfPredictionBeatsCrossPrediction().byAtLeast(percentagePoints(5));
    }
}
