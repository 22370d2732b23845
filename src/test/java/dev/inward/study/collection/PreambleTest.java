package dev.inward.study.collection;

import static dev.inward.model.Message.Role.ASSISTANT;
import static dev.inward.model.Message.Role.SYSTEM;
import static dev.inward.model.Message.Role.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.inward.model.Message;
import dev.inward.model.ModelSpecification;
import dev.inward.model.Prompt;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreambleTest {

    @Test
    void its_messages_stand_before_those_of_the_prompt() {
        Preamble preamble =
                preamble(
                        "[{\"role\": \"system\", \"content\": \"Be calm.\"}, {\"role\": \"user\", \"content\": \"Hi\"}, {\"role\": \"assistant\", \"content\": \"Hello.\"}]");

        assertThat(
                        preamble.before(
                                        new Prompt(
                                                List.of(
                                                        new Message(SYSTEM, "Answer in a word."),
                                                        new Message(USER, "Owl?"))))
                                .messages())
                .containsExactly(
                        new Message(SYSTEM, "Be calm.\n\nAnswer in a word."),
                        new Message(USER, "Hi"),
                        new Message(ASSISTANT, "Hello."),
                        new Message(USER, "Owl?"));
        assertThat(Preamble.NONE.before(Prompt.ofUser("Owl?"))).isEqualTo(Prompt.ofUser("Owl?"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "calm",
                "[{\"role\": \"user\", \"content\": \"Hi\"}]",
                "[{\"role\": \"assistant\", \"content\": \"Hi\"}, {\"role\": \"system\", \"content\": \"Be calm.\"}]",
                "[{\"role\": \"robot\", \"content\": \"Hi\"}]"
            })
    void anything_else_is_an_error(String json) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> preamble(json))
                .withMessageContaining("model 'pirate' has 'preamble: ")
                .withMessageContaining("the user does not have the last word");
    }

    private static Preamble preamble(String json) {
        return Preamble.of(
                new ModelSpecification(
                        "pirate",
                        "openai",
                        Map.of("preamble", json),
                        Path.of(""),
                        Path.of(""),
                        variable -> Optional.empty()));
    }
}
