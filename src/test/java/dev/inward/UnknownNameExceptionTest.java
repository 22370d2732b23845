package dev.inward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnknownNameExceptionTest {

    @Test
    void a_misspelled_name_is_reported_with_the_nearest_name() {
        assertThat(new UnknownNameException("model", "atals", " in x.yaml", List.of("atlas", "b")))
                .hasMessage(
                        "there is no model 'atals' in x.yaml. Did you mean 'atlas'? There are: atlas, b");
    }

    @Test
    void a_name_without_a_similar_one_is_reported_with_all_names() {
        assertThat(new UnknownNameException("model", "unknown", "", List.of("atlas", "borealis")))
                .hasMessage("there is no model 'unknown'. There are: atlas, borealis");
    }
}
