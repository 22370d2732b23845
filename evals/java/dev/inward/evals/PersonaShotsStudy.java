package dev.inward.evals;

import static dev.inward.InwardAssertions.assertThat;

import dev.inward.IntrospectionStudy;
import dev.inward.verdict.Evidence;

/**
 * A study of a real language model. Its answers are recorded, so it needs no weights: {@code mvn
 * test -Dtest=PersonaShotsStudy -Dinward.evals=evals/gguf -Dinward.mode=replay}.
 */
class PersonaShotsStudy {

    @IntrospectionStudy("persona-shots")
    void claims_hold(Evidence evidence) {
        assertThat(evidence).meetsTheClaimsOfItsStudy();
    }
}
