package dev.inward.evals;

import static dev.inward.InwardAssertions.assertThat;

import dev.inward.IntrospectionStudy;
import dev.inward.verdict.Evidence;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Full matrix of predictors and targets")
class PredictorMatrixStudy {

    @IntrospectionStudy("predictor-matrix")
    void each_model_predicts_itself_best(Evidence evidence) {
        assertThat(evidence).meetsTheClaimsOfItsStudy();
    }
}
