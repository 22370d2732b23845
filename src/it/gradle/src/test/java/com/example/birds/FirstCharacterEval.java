package com.example.birds;

import static dev.inward.Margin.percentagePoints;
import static dev.inward.assertion.InwardAssertions.assertThat;

import dev.inward.junit.IntrospectionEval;
import dev.inward.verdict.Evidence;

class FirstCharacterEval {

    @IntrospectionEval(value = "first_character", predictors = "stranger")
    void self_prediction_beats_cross_prediction(Evidence evidence) {
        assertThat(evidence).selfPredictionBeatsCrossPrediction().byAtLeast(percentagePoints(5));
    }
}
