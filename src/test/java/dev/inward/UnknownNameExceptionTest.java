package dev.inward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnknownNameExceptionTest {

    @Test
    void the_message_suggests_the_most_similar_name() {
        assertThat(new UnknownNameException("model", "atals", " in x.yaml", List.of("atlas", "b")))
                .hasMessage(
                        "there is no model 'atals' in x.yaml. Did you mean 'atlas'? There are: atlas, b");
    }

    @Test
    void the_message_lists_the_known_names_if_none_is_similar() {
        assertThat(new UnknownNameException("model", "zenith", "", List.of("atlas", "borealis")))
                .hasMessage("there is no model 'zenith'. There are: atlas, borealis");
    }

    @Test
    void the_message_says_that_there_is_no_name() {
        assertThat(new UnknownNameException("answer of", "gpt", " in x.jsonl", List.of()))
                .hasMessage("there is no answer of 'gpt' in x.jsonl. There is none");
    }
}
