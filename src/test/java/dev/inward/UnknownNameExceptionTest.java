package dev.inward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnknownNameExceptionTest {

    @Test
    void a_misspelt_name_is_told_the_one_it_resembles() {
        assertThat(new UnknownNameException("model", "atals", " in x.yaml", List.of("atlas", "b")))
                .hasMessage(
                        "there is no model 'atals' in x.yaml. Did you mean 'atlas'? There are: atlas, b");
    }

    @Test
    void a_name_that_resembles_none_is_told_what_there_is() {
        assertThat(new UnknownNameException("model", "nobody", "", List.of("atlas", "borealis")))
                .hasMessage("there is no model 'nobody'. There are: atlas, borealis");
    }
}
