package dev.inward.evals;

import static dev.inward.InwardAssertions.assertThat;
import static dev.inward.Margin.percentagePoints;

import dev.inward.IntrospectionEval;
import dev.inward.verdict.Evidence;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Which of two options")
class ChosenOptionEval {

    @IntrospectionEval("chosen_option")
    void self_prediction_beats_cross_prediction(Evidence evidence) {
        assertThat(evidence).selfPredictionBeatsCrossPrediction().byAtLeast(percentagePoints(5));
    }
}
