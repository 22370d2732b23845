package dev.inward.evals;

import static dev.inward.InwardAssertions.assertThat;
import static dev.inward.Margin.percentagePoints;

import dev.inward.Control;
import dev.inward.IntrospectionEval;
import dev.inward.verdict.Evidence;
import org.junit.jupiter.api.DisplayName;

/**
 * Comparisons without any true advantage: a PASS here would be an error of the measurement. They
 * use a property that no model can predict before finetuning.
 */
@DisplayName("Controls")
class ControlsEval {

    @DisplayName("A byte-identical copy predicts as well as the target itself")
    @IntrospectionEval(value = "second_character", targets = "atlas", control = Control.CLONE)
    void a_copy_of_the_target_is_not_beaten(Evidence evidence) {
        assertThat(evidence).selfPredictionIsNotShownToBeatCrossPrediction(percentagePoints(5));
    }

    @DisplayName("Labels permuted within task and property teach nothing")
    @IntrospectionEval(
            value = "second_character",
            targets = "atlas",
            control = Control.PERMUTED_LABELS)
    void permuted_labels_leave_no_advantage(Evidence evidence) {
        assertThat(evidence).selfPredictionIsNotShownToBeatCrossPrediction(percentagePoints(5));
    }
}
