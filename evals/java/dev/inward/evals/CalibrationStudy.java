package dev.inward.evals;

import static dev.inward.InwardAssertions.assertThat;

import dev.inward.IntrospectionStudy;
import dev.inward.verdict.Evidence;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Calibration")
class CalibrationStudy {

    @IntrospectionStudy("calibration")
    void self_prediction_is_calibrated(Evidence evidence) {
        assertThat(evidence).meetsTheClaimsOfItsStudy();
    }
}
