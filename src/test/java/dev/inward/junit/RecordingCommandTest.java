package dev.inward.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.model.registry.Overrides;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordingCommandTest {

    @Test
    void the_command_has_all_parameters_and_overrides_and_records() {
        var overrides = new Overrides(List.of("gpt.seed"), name -> Optional.of("3"));

        assertThat(
                        RecordingCommand.of(
                                new RawParameters(
                                        Map.of("inward.mode", "replay", "inward.items", "10")),
                                overrides))
                .isEqualTo(
                        "mvn test \"-Dinward.items=10\" \"-Dinward.mode=record\" \"-Dinward.models.gpt.seed=3\"");
    }

    @Test
    void headers_are_left_out_because_they_can_be_secret() {
        var overrides =
                new Overrides(List.of("gpt.headers.X-Key"), name -> Optional.of("a secret"));

        assertThat(RecordingCommand.of(new RawParameters(Map.of()), overrides))
                .isEqualTo("mvn test \"-Dinward.mode=record\"");
    }

    @Test
    void cmd_reads_an_option_with_quotes_and_backslashes() {
        assertThat(RecordingCommand.quoted("-Da=C:\\evals [\"$x\"]", true))
                .isEqualTo("\"-Da=C:\\evals [\\\"$x\\\"]\"");
    }

    @Test
    void a_posix_shell_expands_nothing_in_an_option() {
        assertThat(RecordingCommand.quoted("-Da=`b` $c \"d\" \\e", false))
                .isEqualTo("\"-Da=\\`b\\` \\$c \\\"d\\\" \\\\e\"");
    }
}
