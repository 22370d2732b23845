package dev.inward.hosted.finetuning;

import static dev.inward.hosted.finetuning.FinetuningFixture.DATA;
import static dev.inward.hosted.finetuning.FinetuningFixture.KEY;
import static dev.inward.hosted.finetuning.FinetuningFixture.ask;
import static dev.inward.hosted.finetuning.FinetuningFixture.data;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.model.ChatModel;
import dev.inward.model.Finetuning;
import dev.inward.model.Finetuning.HeldOutPrompt;
import dev.inward.model.Finetuning.HeldOutPrompts;
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

/** A command finetunes a model that it has finetuned. It notes the models that it starts from. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are scripts for sh")
class CommandAgainTest {

    private static final String COMMAND = "{command: [sh, train.sh, \"{model}\"]}";
    private static final Finetuning NEXT = data(4);

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
    void the_next_call_gets_the_id_of_the_first_result_as_its_model() throws IOException {
        script("{\"model\": \"ft:own\"}", "{\"model\": \"ft:again\"}");

        assertThat(ask(finetunedTwice())).isEqualTo("ft:again");
        assertThat(calls()).containsExactly("tiny tiny", "ft:own ft:own");
    }

    @Test
    void a_next_result_without_an_address_is_called_where_the_first_one_is_without_the_key()
            throws IOException {
        try (var other = new FinetuningServer()) {
            script(
                    "{\"model\": \"ft:own\", \"base-url\": \"%s\"}".formatted(other.baseUrl()),
                    "{\"model\": \"ft:again\"}");

            assertThat(ask(finetunedTwice())).isEqualTo("ft:again");
            assertThat(ask(finetunedTwice())).isEqualTo("ft:again");
            assertThat(other.authorizations).containsExactly("", "");
            assertThat(server.requests).isEmpty();
        }
    }

    @Test
    void a_next_result_at_the_address_of_the_first_one_gets_the_key_of_that_server()
            throws IOException {
        try (var other = new FinetuningServer()) {
            String address = "\"base-url\": \"%s\"".formatted(other.baseUrl());
            script(
                    "{\"model\": \"ft:own\", %s, \"key-env\": \"K\"}".formatted(address),
                    "{\"model\": \"ft:again\", %s}".formatted(address));

            ask(finetunedTwice());

            assertThat(other.authorizations).containsExactly("Bearer " + KEY);
        }
    }

    @Test
    void the_key_of_the_first_result_is_sent_to_no_other_server() throws IOException {
        try (var first = new FinetuningServer();
                var second = new FinetuningServer()) {
            script(
                    "{\"model\": \"ft:own\", \"base-url\": \"%s\", \"key-env\": \"K\"}"
                            .formatted(first.baseUrl()),
                    "{\"model\": \"ft:again\", \"base-url\": \"%s\"}".formatted(second.baseUrl()));

            ask(finetunedTwice());

            assertThat(second.authorizations).containsExactly("");
            assertThat(first.requests).isEmpty();
        }
    }

    @Test
    void finished_commands_are_not_called_again() throws IOException {
        script("{\"model\": \"ft:own\"}", "{\"model\": \"ft:again\"}");
        ask(finetunedTwice());

        assertThat(ask(finetunedTwice())).isEqualTo("ft:again");
        assertThat(calls()).hasSize(2);
    }

    @Test
    void a_next_call_that_fails_is_repeated_by_the_next_run_and_the_first_one_is_not()
            throws IOException {
        script("{\"model\": \"ft:own\"}", "no result");
        assertThatThrownBy(() -> ask(finetunedTwice()))
                .hasMessageContaining("model 'remote, finetuned again' is not available")
                .hasMessageContaining("the finetuning command of model 'remote, finetuned'");
        script("{\"model\": \"ft:own\"}", "{\"model\": \"ft:again\"}");

        assertThat(ask(finetunedTwice())).isEqualTo("ft:again");
        assertThat(calls()).containsExactly("tiny tiny", "ft:own ft:own", "ft:own ft:own");
    }

    @Test
    void a_held_out_prompt_in_the_next_rows_reaches_no_command() throws IOException {
        script("{\"model\": \"ft:own\"}", "{\"model\": \"ft:again\"}");
        Finetuning leaking =
                new Finetuning(
                        NEXT.examples(),
                        NEXT.rehearsal(),
                        NEXT.seed(),
                        new HeldOutPrompts(List.of(new HeldOutPrompt("pets", "say")), Set.of()));
        ChatModel first = finetunings.finetuned(COMMAND, DATA);

        assertThatThrownBy(() -> ask(finetunings.finetuned(first, leaking)))
                .hasMessageContaining("has a held-out prompt of the task 'pets'");
        assertThat(calls()).containsExactly("tiny tiny");
    }

    private ChatModel finetunedTwice() throws IOException {
        return finetunings.finetuned(finetunings.finetuned(COMMAND, DATA), NEXT);
    }

    /** The command ends with one line for the model of the entry, and with another for all else. */
    private void script(String first, String next) throws IOException {
        Files.writeString(
                home.resolve("train.sh"),
                """
                echo "$1 $INWARD_MODEL" >> calls
                if [ "$1" = tiny ]; then echo '%s'; else echo '%s'; fi
                """
                        .formatted(first, next));
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(home.resolve("calls"));
    }
}
