package dev.inward.evals;

import static dev.inward.InwardAssertions.assertThat;

import dev.inward.IntrospectionStudy;
import dev.inward.verdict.Evidence;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Another property")
class OtherPropertyStudy {

    @IntrospectionStudy("other-property")
    void self_prediction_carries_over_from_another_property(Evidence evidence) {
        assertThat(evidence).meetsTheClaimsOfItsStudy();
    }
}
