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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lab model that is finetuned through the wire. */
class RemoteFinetuningTest {

    private static final Prompt QUESTION = Prompt.ofUser("Which animal follows owl?");

    private static final RateLimit BUSY = RateLimit.refusingEvery(4);

    @TempDir Path folder;

    private LabServer lab;

    @BeforeEach
    void a_server_with_a_newborn() throws IOException {
        UntrainedLabModel.write(folder);
        Files.writeString(
                folder.resolve("models.yaml"),
                "models: {newborn: {provider: lab, checkpoint: newborn.weights}}");
        lab = LabServer.start(0, folder.resolve("models.yaml"), folder.resolve("there"), BUSY);
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void the_weights_are_the_same_to_the_bit_as_in_this_jvm() throws IOException {
        try (ModelRegistry here =
                ModelRegistry.read(folder.resolve("models.yaml"), folder, Map.of())) {
            assertThat(taught(here.open("newborn"), lessons("cat"))).isEqualTo("cat");
        }
        assertThat(taughtRemotely("", lessons("cat"))).isEqualTo("cat");

        Path trained = onlyFile(folder.resolve("lab"));
        assertThat(folder.resolve("there/lab").resolve(trained.getFileName()))
                .hasSameBinaryContentAs(trained);
    }

    @Test
    void what_the_lab_cannot_learn_fails_the_job_in_its_own_words() {
        assertThatThrownBy(() -> taughtRemotely("", lessons("two words")))
                .cause()
                .isInstanceOf(UnusableModelException.class)
                .hasMessageContaining("has failed: model 'newborn, finetuned' cannot be had")
                .hasMessageContaining("a lab model learns answers of one word");
    }

    @Test
    void hyperparameters_are_refused_for_the_lab_has_its_own() {
        assertThatThrownBy(() -> taughtRemotely(", hyperparameters: {epochs: 2}", lessons("cat")))
                .cause()
                .hasMessageContaining("answered 400: the lab has a recipe of its own");
    }

    @Test
    void rows_that_rehearse_what_the_model_does_not_say_are_refused() throws IOException {
        try (var models = new ServedModels(folder.resolve("models.yaml"), folder)) {
            String own = models.model("newborn").complete(QUESTION).join().text();
            String other =
                    UntrainedLabModel.WORDS.stream()
                            .filter(w -> !w.equals(own))
                            .findAny()
                            .orElseThrow();
            var rows =
                    new TrainingFile(
                            List.of(new Example(QUESTION, "cat")),
                            List.of(new Example(QUESTION, other)));

            assertThatThrownBy(() -> rows.lessons(models.model("newborn"), 1))
                    .isInstanceOf(RefusedRequestException.class)
                    .hasMessageContaining("row 2 is to rehearse what the model says itself")
                    .hasMessageContaining("\"%s\" and not \"%s\"".formatted(own, other));
        }
    }

    private static Finetuning lessons(String answer) {
        return new Finetuning(
                List.of(new Example(QUESTION, answer)),
                List.of(Prompt.ofUser("Which animal follows eel?"), Prompt.ofUser("Which?")),
                5);
    }

    private String taughtRemotely(String more, Finetuning lessons) throws IOException {
        Path file = Files.createDirectories(folder.resolve("remote")).resolve("models.yaml");
        Files.writeString(
                file,
                "models: {m: {provider: openai, id: newborn, base-url: \"%s\", finetuning: true%s}}"
                        .formatted(lab.baseUrl(), more));
        try (ModelRegistry models = ModelRegistry.read(file, folder.resolve("remote"), Map.of())) {
            return taught(models.open("m"), lessons);
        }
    }

    private static String taught(Object model, Finetuning lessons) {
        return ((FinetunableModel) model)
                .finetune(lessons, (done, total) -> {})
                .complete(QUESTION)
                .join()
                .text();
    }

    private static Path onlyFile(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.reduce((one, other) -> one).orElseThrow();
        }
    }
}
