package dev.inward.evals;

import static dev.inward.InwardAssertions.assertThat;

import dev.inward.IntrospectionStudy;
import dev.inward.verdict.Evidence;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Shuffled labels")
class ShuffledLabelsStudy {

    @IntrospectionStudy("shuffled-labels")
    void permuted_values_teach_no_self_prediction(Evidence evidence) {
        assertThat(evidence).meetsTheClaimsOfItsStudy();
    }
}
