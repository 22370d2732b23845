package dev.inward.hosted.finetuning;

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
import org.junit.jupiter.api.io.TempDir;

/** No row with a held-out prompt is uploaded. */
@Timeout(30)
class HeldOutUploadTest {

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
    void an_example_with_a_held_out_prompt_is_not_uploaded() {
        assertThatThrownBy(() -> ask(finetunings.finetuned("true", data("say"))))
                .cause()
                .isInstanceOf(UnusableModelException.class)
                .hasMessageContaining("row 1 of the finetuning set")
                .hasMessageContaining("has a held-out prompt of the task 'pets': \"say\"")
                .hasMessageContaining(home.resolve("finetunings").toString());
        assertThat(server.requests).isEmpty();
    }

    @Test
    void a_rehearsal_prompt_that_is_held_out_is_not_uploaded() {
        assertThatThrownBy(
                        () ->
                                ask(
                                        finetunings.finetuned(
                                                "true, rehearsal: training-items",
                                                data("Say cat"))))
                .hasMessageContaining("row 2 of the finetuning set");
        assertThat(server.uploads).isEmpty();
    }

    @Test
    void the_file_on_disk_is_what_is_checked() throws IOException {
        server.status = "\"status\": \"failed\"";
        assertThatThrownBy(() -> ask(finetunings.finetuned("true", data("owls"))));
        Files.delete(finetunings.recordFile());
        Path rows = rowsFile();
        Files.write(
                rows, TrainingFile.write(List.of(new Example(Prompt.ofUser("Count owls"), "owl"))));

        assertThatThrownBy(() -> ask(finetunings.finetuned("true", data("owls"))))
                .hasMessageContaining("row 1 of the finetuning set " + rows)
                .hasMessageContaining("delete the file");
        assertThat(server.uploads).hasSize(1);
    }

    @Test
    void held_out_prompts_are_no_part_of_the_identity() throws IOException {
        Finetuning without = FinetuningFixture.data(3, "Say cat");

        assertThat(identity(finetunings.finetuned("true", data("owls"))))
                .isEqualTo(identity(finetunings.finetuned("true", without)));
    }

    private Path rowsFile() throws IOException {
        try (var files = Files.list(home.resolve("finetunings"))) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Finetuning data(String heldOut) {
        Finetuning data = FinetuningFixture.data(3, "Say cat");
        return new Finetuning(
                data.examples(),
                data.rehearsal(),
                data.seed(),
                new HeldOutPrompts(List.of(new HeldOutPrompt("pets", heldOut)), Set.of()));
    }
}
