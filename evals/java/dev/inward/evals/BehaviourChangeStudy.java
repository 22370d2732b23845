package dev.inward.evals;

import static dev.inward.InwardAssertions.assertThat;

import dev.inward.IntrospectionStudy;
import dev.inward.verdict.Evidence;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Behaviour change")
class BehaviourChangeStudy {

    @IntrospectionStudy("behaviour-change")
    void self_prediction_follows_the_new_behaviour(Evidence evidence) {
        assertThat(evidence).meetsTheClaimsOfItsStudy();
    }
}
