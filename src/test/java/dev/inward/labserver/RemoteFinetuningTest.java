package dev.inward.labserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.lab.UntrainedLabModel;
import dev.inward.model.FinetunableModel;
import dev.inward.model.Finetuning;
import dev.inward.model.Finetuning.Example;
import dev.inward.model.Prompt;
import dev.inward.model.UnusableModelException;
import dev.inward.model.registry.ModelRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finetunes a lab model over HTTP. */
@Tag("slow")
class RemoteFinetuningTest {

    private static final Prompt PROMPT = Prompt.ofUser("Which animal follows owl?");

    private static final RateLimit BUSY = RateLimit.refusingEvery(4);

    @TempDir Path folder;

    private LabServer lab;

    @BeforeEach
    void start_server_with_an_untrained_model() throws IOException {
        UntrainedLabModel.write(folder);
        Files.writeString(
                folder.resolve("models.yaml"),
                "models: {untrained: {provider: lab, checkpoint: untrained.weights}}");
        lab =
                LabServer.start(
                        0, folder.resolve("models.yaml"), folder.resolve("remote-home"), BUSY);
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void remote_finetuning_gives_the_same_bits_as_in_this_jvm() throws IOException {
        try (ModelRegistry models =
                ModelRegistry.read(folder.resolve("models.yaml"), folder, Map.of())) {
            assertThat(answerAfterFinetuning(models.open("untrained"), finetuning("cat")))
                    .isEqualTo("cat");
        }
        assertThat(answerAfterRemoteFinetuning("", finetuning("cat"))).isEqualTo("cat");

        Path trained = onlyFile(folder.resolve("lab"));
        assertThat(folder.resolve("remote-home/lab").resolve(trained.getFileName()))
                .hasSameBinaryContentAs(trained);
    }

    @Test
    void a_failed_job_has_the_message_of_the_lab() {
        assertThatThrownBy(() -> answerAfterRemoteFinetuning("", finetuning("two words")))
                .cause()
                .isInstanceOf(UnusableModelException.class)
                .hasMessageContaining("failed: model 'untrained, finetuned' is not available")
                .hasMessageContaining("A lab model learns answers of one word");
    }

    @Test
    void hyperparameters_are_refused() {
        assertThatThrownBy(
                        () ->
                                answerAfterRemoteFinetuning(
                                        ", hyperparameters: {epochs: 2}", finetuning("cat")))
                .cause()
                .hasMessageContaining("answered 400: the lab uses its own recipe");
    }

    @Test
    void rehearsal_rows_that_differ_from_the_model_s_answers_are_refused() throws IOException {
        try (var models = new ServedModels(folder.resolve("models.yaml"), folder)) {
            String own = models.model("untrained").complete(PROMPT).join().text();
            String other =
                    UntrainedLabModel.WORDS.stream()
                            .filter(word -> !word.equals(own))
                            .findAny()
                            .orElseThrow();
            var rows =
                    new TrainingFile(
                            List.of(new Example(PROMPT, "cat")),
                            List.of(new Example(PROMPT, other)));

            assertThatThrownBy(() -> rows.finetuning(models.model("untrained"), 1))
                    .isInstanceOf(RefusedRequestException.class)
                    .hasMessageContaining("row 2 is rehearsal and must have the model's own answer")
                    .hasMessageContaining("\"%s\", got \"%s\"".formatted(own, other));
        }
    }

    private static Finetuning finetuning(String answer) {
        return new Finetuning(
                List.of(new Example(PROMPT, answer)),
                List.of(Prompt.ofUser("Which animal follows eel?"), Prompt.ofUser("Which?")),
                5);
    }

    private String answerAfterRemoteFinetuning(String settings, Finetuning finetuning)
            throws IOException {
        Path file = Files.createDirectories(folder.resolve("remote")).resolve("models.yaml");
        Files.writeString(
                file,
                "models: {m: {provider: openai, id: untrained, base-url: \"%s\", finetuning: true, rehearsal: training-items%s}}"
                        .formatted(lab.baseUrl(), settings));
        try (ModelRegistry models = ModelRegistry.read(file, folder.resolve("remote"), Map.of())) {
            return answerAfterFinetuning(models.open("m"), finetuning);
        }
    }

    private static String answerAfterFinetuning(Object model, Finetuning finetuning) {
        return ((FinetunableModel) model)
                .finetune(finetuning, (done, total) -> {})
                .complete(PROMPT)
                .join()
                .text();
    }

    private static Path onlyFile(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.reduce((one, other) -> one).orElseThrow();
        }
    }
}
