package dev.inward.finetuning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.model.Finetuning.Example;
import dev.inward.model.Message;
import dev.inward.model.Message.Role;
import dev.inward.model.Prompt;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file format of finetuning sets. */
class TrainingFileTest {

    @Test
    void a_row_is_a_conversation_that_ends_with_the_answer() {
        Example row =
                new Example(
                        new Prompt(
                                List.of(
                                        new Message(Role.SYSTEM, "Be brief."),
                                        new Message(Role.USER, "Say \"owl\"."))),
                        "owl");

        assertThat(TrainingFile.line(row))
                .isEqualTo(
                        "{\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},{\"role\":\"user\",\"content\":\"Say \\\"owl\\\".\"},{\"role\":\"assistant\",\"content\":\"owl\"}]}");
    }

    @Test
    void rows_are_read_as_they_were_written() {
        List<Example> rows =
                List.of(
                        new Example(Prompt.ofUser("Zwölf\nBoxkämpfer \u2028 🦉"), " é "),
                        new Example(Prompt.ofUser("b"), ""));

        assertThat(TrainingFile.read(TrainingFile.write(rows))).isEqualTo(rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"messages\": | line 1 is not JSON",
                "{\"messages\": []} | line 1 has no prompt",
                "{\"messages\": [{\"role\": \"assistant\", \"content\": \"a\"}]} | line 1 has no prompt",
                "{\"messages\": [{\"role\": \"user\"}, {\"role\": \"user\"}]} | line 1 has no prompt",
                "{\"messages\": [{\"role\": \"tool\"}]} | line 1 has a message of the role 'tool'",
            })
    void a_line_that_is_no_row_is_an_error(String line, String problem) {
        assertThatThrownBy(() -> TrainingFile.read(line.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(problem)
                .hasMessageContaining("expected {\"messages\":");
    }
}
