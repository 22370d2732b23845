package dev.inward.evals;

import static dev.inward.InwardAssertions.assertThat;

import dev.inward.IntrospectionStudy;
import dev.inward.verdict.Evidence;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Instruction following")
class InstructionFollowingStudy {

    @IntrospectionStudy("instruction-following")
    void learning_to_compute_a_property_is_not_enough(Evidence evidence) {
        assertThat(evidence).meetsTheClaimsOfItsStudy();
    }
}
