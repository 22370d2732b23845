package dev.inward.hosted.finetuning;

import static dev.inward.hosted.finetuning.FinetuningFixture.DATA;
import static dev.inward.hosted.finetuning.FinetuningFixture.KEY;
import static dev.inward.hosted.finetuning.FinetuningFixture.ask;
import static dev.inward.hosted.finetuning.FinetuningFixture.identity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.finetuning.TrainingFile;
import dev.inward.model.Finetuning;
import dev.inward.model.Finetuning.Example;
import dev.inward.model.Finetuning.HeldOutPrompt;
import dev.inward.model.Finetuning.HeldOutPrompts;
import dev.inward.model.Prompt;
import dev.inward.model.UnusableModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a finetuning command gets, what it gives, and how its failures are reported. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are scripts for sh")
class CommandFinetuningTest {

    private static final String COMMAND = "{command: [sh, train.sh]}";

    @TempDir Path home;

    private FinetuningFixture finetunings;
    private FinetuningServer server;

    @BeforeEach
    void start() throws IOException {
        finetunings = new FinetuningFixture(home);
        server = finetunings.server;
    }

    @AfterEach
    void stop() {
        finetunings.close();
    }

    @Test
    void the_model_of_the_last_line_gives_the_answers() throws IOException {
        script("echo loading", "echo '{\"model\": \"ft:own\"}'");

        assertThat(ask(finetunings.finetuned(COMMAND, DATA))).isEqualTo("ft:own");
        assertThat(server.jobs).isEmpty();
    }

    @Test
    void the_command_gets_rows_settings_and_a_folder_as_arguments_and_variables()
            throws IOException {
        script(
                "cp \"$1\" copy.jsonl",
                "shift",
                "printf '%s\\n' \"$@\" > arguments",
                "env | grep ^INWARD_ | sort > variables",
                "echo '{\"model\": \"ft:own\"}'");

        ask(
                finetunings.finetuned(
                        "{command: [sh, train.sh, \"{rows}\", \"--seed={seed}\", \"{model}\", \"{output}\", \"{epochs}\", \"{lora.rank}\", \"{finetuning}\", \"{examples}\"]},"
                                + " rehearsal: training-items, hyperparameters: {epochs: 3, lora: {rank: 16}, optimizer: adamw, rate: 0.0001, modules: [q, v], date: \"2026-11-28\", betas: \"0.9, 0.95\", note: \"\"}",
                        DATA));

        Path output = finetunings.recordFile().resolveSibling(key()).resolve("output");
        assertThat(TrainingFile.read(Files.readAllBytes(home.resolve("copy.jsonl"))))
                .containsExactly(
                        new Example(Prompt.ofUser("What would you say?"), "owl"),
                        new Example(Prompt.ofUser("Say cat"), "cat"),
                        new Example(Prompt.ofUser("Say dog"), "dog"));
        assertThat(Files.readAllLines(home.resolve("arguments")))
                .containsExactly("--seed=3", "tiny", output.toString(), "3", "16", key(), "1");
        assertThat(output).isDirectory();
        assertThat(Files.readAllLines(home.resolve("variables")))
                .filteredOn(line -> !System.getenv().containsKey(line.replaceAll("=.*", "")))
                .containsExactlyInAnyOrder(
                        "INWARD_ROWS=" + output.getParent() + ".jsonl",
                        "INWARD_EXAMPLES=1",
                        "INWARD_OUTPUT=" + output,
                        "INWARD_MODEL=tiny",
                        "INWARD_SEED=3",
                        "INWARD_FINETUNING=" + key(),
                        "INWARD_HYPERPARAMETERS={\"betas\":\"0.9, 0.95\",\"date\":\"2026-11-28\",\"epochs\":3,\"lora.rank\":16,\"modules\":[\"q\",\"v\"],\"note\":\"\",\"optimizer\":\"adamw\",\"rate\":1.0E-4}");
    }

    @Test
    void the_key_of_the_model_is_not_passed_on() throws IOException {
        script("env > variables", "echo '{\"model\": \"ft:own\"}'");

        ask(finetunings.finetuned(COMMAND, DATA));

        assertThat(home.resolve("variables")).content().doesNotContain(KEY);
        assertThat(finetunings.recordFile()).content().doesNotContain(KEY);
    }

    @Test
    void an_address_in_the_last_line_is_where_the_model_is_called_without_the_key()
            throws IOException {
        try (var other = new FinetuningServer()) {
            script(
                    "echo '{\"model\": \"ft:own\", \"base-url\": \"%s\"}'"
                            .formatted(other.baseUrl()));

            assertThat(ask(finetunings.finetuned(COMMAND, DATA))).isEqualTo("ft:own");
            assertThat(other.requests).containsExactly("POST /v1/chat/completions");
            assertThat(other.authorizations).containsExactly("");
            assertThat(server.requests).isEmpty();
        }
    }

    @Test
    void an_address_at_the_same_server_gets_the_key() throws IOException {
        script("echo '{\"model\": \"ft:own\", \"base-url\": \"%s\"}'".formatted(server.baseUrl()));

        assertThat(ask(finetunings.finetuned(COMMAND, DATA))).isEqualTo("ft:own");
        assertThat(server.authorizations).containsExactly("Bearer " + KEY);
    }

    @Test
    void another_server_gets_the_key_that_the_last_line_names() throws IOException {
        try (var other = new FinetuningServer()) {
            script(
                    "echo '{\"model\": \"ft:own\", \"base-url\": \"%s\", \"key-env\": \"K\"}'"
                            .formatted(other.baseUrl()));

            ask(finetunings.finetuned(COMMAND, DATA));

            assertThat(other.authorizations).containsExactly("Bearer " + KEY);
        }
    }

    @Test
    void a_finished_command_is_not_called_again() throws IOException {
        script("echo called >> calls", "echo '{\"model\": \"ft:own\"}'");
        ask(finetunings.finetuned(COMMAND, DATA));

        assertThat(ask(finetunings.finetuned(COMMAND, DATA))).isEqualTo("ft:own");
        assertThat(home.resolve("calls")).hasContent("called");
    }

    @Test
    void steps_of_either_stream_are_progress() throws IOException {
        script(
                "echo 'step 1/30'",
                "echo 'Step 7 of 30, loss 0.4' >&2",
                "printf '\\rstep 9/30\\r' >&2",
                "echo '{\"step\": 12, \"steps\": 30, \"loss\": 0.3}'",
                "echo 'step 11/30'",
                "echo '{\"model\": \"ft:own\"}'");

        ask(finetunings.finetuned(COMMAND, DATA));

        assertThat(finetunings.steps).contains(12).isSubsetOf(1, 7, 9, 12).isSorted();
    }

    @Test
    void a_failed_command_shows_the_end_of_its_logs_and_is_called_again_by_the_next_run()
            throws IOException {
        script(
                "i=0; while [ $i -lt 40 ]; do i=$((i+1)); echo line $i; done",
                "echo 'no GPU for %s at https://host/v1?api_key=abcdefgh' >&2".formatted(KEY),
                "exit 3");

        assertThatThrownBy(() -> ask(finetunings.finetuned(COMMAND, DATA)))
                .cause()
                .isInstanceOf(UnusableModelException.class)
                .hasMessageContaining(
                        "the finetuning command of model 'remote' ended with exit code 3")
                .hasMessageContaining("no GPU for *** at https://host/v1?api_key=***")
                .hasMessageContaining("line 40")
                .hasMessageContaining("line 26")
                .hasMessageNotContaining("line 25")
                .hasMessageContaining("stderr-1.log")
                .hasMessageContaining("Fix the cause and run again")
                .hasMessageNotContaining(KEY);
        script("echo '{\"model\": \"ft:own\"}'");
        assertThat(ask(finetunings.finetuned(COMMAND, DATA))).isEqualTo("ft:own");
    }

    @Test
    void a_command_without_a_result_is_an_error() throws IOException {
        script("echo '{\"model\": \"ft:own\"}'", "echo bye");

        assertThatThrownBy(() -> ask(finetunings.finetuned(COMMAND, DATA)))
                .hasMessageContaining("ended without a result")
                .hasMessageContaining("{\"model\": \"ID\"")
                .hasMessageContaining("  bye");
        script("echo '{\"model\": \"ft:own\", \"base-url\": \"localhost\"}'");
        assertThatThrownBy(() -> ask(finetunings.finetuned(COMMAND, DATA)))
                .hasMessageContaining("ended without a result");
    }

    @Test
    void a_program_that_does_not_exist_is_an_error_with_its_name() {
        assertThatThrownBy(() -> ask(finetunings.finetuned("{command: [no-such-program]}", DATA)))
                .hasMessageContaining("ended with exit code 127")
                .hasMessageContaining("no-such-program");
    }

    @Test
    void a_row_with_a_held_out_prompt_reaches_no_command() throws IOException {
        script("touch called", "echo '{\"model\": \"ft:own\"}'");
        Finetuning leaking =
                new Finetuning(
                        DATA.examples(),
                        DATA.rehearsal(),
                        DATA.seed(),
                        new HeldOutPrompts(List.of(new HeldOutPrompt("pets", "say")), Set.of()));

        assertThatThrownBy(() -> ask(finetunings.finetuned(COMMAND, leaking)))
                .hasMessageContaining("has a held-out prompt of the task 'pets'");
        assertThat(home.resolve("called")).doesNotExist();
    }

    @Test
    void a_model_that_is_served_no_longer_is_an_error_with_its_folder() throws IOException {
        script("echo '{\"model\": \"ft:own\"}'");
        ask(finetunings.finetuned(COMMAND, DATA));
        server.hasDeletedModels = true;

        assertThatThrownBy(() -> ask(finetunings.finetuned(COMMAND, DATA)))
                .hasMessageContaining("serve the model of " + home)
                .hasMessageContaining("or delete " + finetunings.recordFile());
    }

    @Test
    void the_identity_has_command_hyperparameters_rows_and_seed() throws IOException {
        List<String> identity = identity(finetunings.finetuned(COMMAND, DATA));

        assertThat(identity).isEqualTo(identity(finetunings.finetuned(COMMAND, DATA)));
        assertThat(
                        List.of(
                                identity(finetunings.finetuned("true", DATA)),
                                identity(
                                        finetunings.finetuned(
                                                "{command: [sh, train.sh, again]}", DATA)),
                                identity(
                                        finetunings.finetuned(
                                                COMMAND + ", hyperparameters: {rank: 8}", DATA)),
                                identity(
                                        finetunings.finetuned(COMMAND, FinetuningFixture.data(4)))))
                .doesNotContain(identity)
                .doesNotHaveDuplicates();
    }

    private void script(String... lines) throws IOException {
        Files.writeString(home.resolve("train.sh"), String.join("\n", lines) + "\n");
    }

    private String key() throws IOException {
        return finetunings.recordFile().getFileName().toString().replace(".json", "");
    }
}
