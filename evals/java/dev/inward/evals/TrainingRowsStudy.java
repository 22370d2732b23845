package dev.inward.evals;

import static dev.inward.InwardAssertions.assertThat;

import dev.inward.IntrospectionStudy;
import dev.inward.verdict.Evidence;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Number of training rows")
class TrainingRowsStudy {

    @IntrospectionStudy("training-rows")
    void self_prediction_stays_ahead(Evidence evidence) {
        assertThat(evidence).meetsTheClaimsOfItsStudy();
    }
}
