package dev.inward.evals;

import static dev.inward.InwardAssertions.assertThat;

import dev.inward.IntrospectionStudy;
import dev.inward.verdict.Evidence;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Other tasks")
class OtherTaskStudy {

    @IntrospectionStudy("other-task")
    void self_prediction_carries_over_from_other_tasks(Evidence evidence) {
        assertThat(evidence).meetsTheClaimsOfItsStudy();
    }
}
