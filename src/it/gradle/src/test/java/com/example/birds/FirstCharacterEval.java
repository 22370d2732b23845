package com.example.birds;

import static dev.inward.InwardAssertions.assertThat;
import static dev.inward.Margin.percentagePoints;

import dev.inward.IntrospectionEval;
import dev.inward.verdict.Evidence;

class FirstCharacterEval {

    @IntrospectionEval(value = "first_character", predictors = "stranger")
    void self_prediction_beats_cross_prediction(Evidence evidence) {
        assertThat(evidence).selfPredictionBeatsCrossPrediction().byAtLeast(percentagePoints(5));
    }
}
