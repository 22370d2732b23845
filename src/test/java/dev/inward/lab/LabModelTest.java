package dev.inward.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.model.ChatModel;
import dev.inward.model.Finetuning;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.Prompt;
import dev.inward.model.UnusableModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lab model of a few thousand random weights, answering and being finetuned for real. */
class LabModelTest {

    private static final List<String> WORDS = UntrainedLabModel.WORDS;

    @TempDir Path folder;

    @BeforeEach
    void an_untrained_checkpoint() throws IOException {
        UntrainedLabModel.write(folder);
    }

    @Test
    void finetuning_teaches_a_copy_and_leaves_the_model_as_it_was() {
        try (LabModel model = open("home")) {
            List<String> before = answers(model, prompts());
            ChatModel taught = model.finetune(lessons(1), (done, total) -> {});

            assertThat(answers(taught, prompts())).isEqualTo(expected());
            assertThat(answers(model, prompts())).isEqualTo(before).isNotEqualTo(expected());
        }
    }

    @Test
    void trained_alone_or_side_by_side_the_weights_are_the_same_to_the_bit() throws IOException {
        try (LabModel alone = open("alone")) {
            answers(alone.finetune(lessons(1), (done, total) -> {}), prompts());
        }
        try (LabModel both = open("both")) {
            ChatModel first = both.finetune(lessons(1), (done, total) -> {});
            ChatModel second = both.finetune(lessons(2), (done, total) -> {});
            var coming =
                    List.of(
                            first.complete(Prompt.ofUser(prompts().get(0))),
                            second.complete(Prompt.ofUser(prompts().get(0))));
            coming.forEach(CompletableFuture::join);
        }
        String file = files("alone").get(0);

        assertThat(files("both")).hasSize(2).contains(file);
        assertThat(folder.resolve("both").resolve(file))
                .hasSameBinaryContentAs(folder.resolve("alone").resolve(file));
    }

    @Test
    void what_was_trained_once_is_fetched_and_not_trained_again() {
        try (LabModel model = open("home")) {
            answers(model.finetune(lessons(1), (done, total) -> {}), prompts());
            var steps = new ArrayList<Integer>();
            ChatModel again = model.finetune(lessons(1), (done, total) -> steps.add(done));

            assertThat(answers(again, prompts())).isEqualTo(expected());
            assertThat(steps).isEmpty();
        }
    }

    @Test
    void a_finetuned_model_can_be_told_from_others_before_anything_is_trained() {
        Prompt prompt = Prompt.ofUser(prompts().get(0));
        try (LabModel model = open("home")) {
            var steps = new ArrayList<Integer>();
            var first = model.finetune(lessons(1), (done, total) -> steps.add(done));
            var same = model.finetune(lessons(1), (done, total) -> steps.add(done));
            var other = model.finetune(lessons(2), (done, total) -> steps.add(done));

            assertThat(identity(first, prompt))
                    .isEqualTo(identity(same, prompt))
                    .isNotEqualTo(identity(other, prompt))
                    .isNotEqualTo(identity(model, prompt));
            assertThat(steps).isEmpty();
            assertThat(folder.resolve("home")).doesNotExist();
        }
    }

    @Test
    void a_model_whose_training_fails_says_that_it_cannot_be_had() {
        try (LabModel model = open("home")) {
            ChatModel untaught =
                    model.finetune(
                            new Finetuning(
                                    List.of(
                                            new Finetuning.Example(
                                                    Prompt.ofUser("Which?"), "two words")),
                                    List.of(),
                                    1),
                            (done, total) -> {});

            assertThatThrownBy(() -> answers(untaught, prompts()))
                    .hasCauseInstanceOf(UnusableModelException.class)
                    .hasMessageContaining("model 'newborn, finetuned' cannot be had")
                    .hasMessageContaining("learns answers of one word");
        }
    }

    private static List<String> identity(ChatModel model, Prompt prompt) {
        return ((IdentifiedModel) model).identity(prompt);
    }

    @Test
    void an_answer_does_not_depend_on_what_else_is_asked_at_the_same_time() {
        try (LabModel model = open("home")) {
            List<String> prompts = new ArrayList<>(prompts());
            List<String> alone =
                    prompts.stream().map(p -> answers(model, List.of(p)).get(0)).toList();
            var shuffled = new ArrayList<>(prompts);
            Collections.shuffle(shuffled, new Random(5));
            List<String> together = answers(model, shuffled);

            for (int i = 0; i < shuffled.size(); i++) {
                assertThat(together.get(i)).isEqualTo(alone.get(prompts.indexOf(shuffled.get(i))));
            }
        }
    }

    @Test
    void a_corrupt_checkpoint_is_refused_with_both_hashes_and_the_mend() throws IOException {
        byte[] content = Files.readAllBytes(folder.resolve("newborn.weights"));
        content[100] ^= 1;
        Files.write(folder.resolve("newborn.weights"), content);

        assertThatThrownBy(() -> open("home"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is damaged or not the one listed")
                .hasMessageContaining("fetch it again from version control");
    }

    @Test
    void a_loss_that_is_no_number_stops_the_training() {
        Weights start = Weights.drawn(new Architecture(8, 4, 16, 2, 32, 1, 2), 7);
        Training.Batches batches =
                step -> new Training.Batch(new int[][] {{2, 3}, {3, 2}}, new int[] {4, 5});

        assertThatThrownBy(
                        () ->
                                Training.train(
                                        start,
                                        batches,
                                        new Training.Schedule(50, 1e30f, 1, 1, 0),
                                        step -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("training stopped at step")
                .hasMessageContaining("lower the learning rate");
    }

    private LabModel open(String home) {
        return LabModel.open(
                "newborn",
                folder.resolve("newborn.weights"),
                new FinetunedWeightsCache(folder.resolve(home)));
    }

    private List<String> files(String home) throws IOException {
        try (var files = Files.list(folder.resolve(home))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static List<String> prompts() {
        var prompts = new ArrayList<String>();
        for (String word : WORDS) {
            prompts.add("Which animal follows " + word + "?");
        }
        return prompts;
    }

    private static List<String> expected() {
        var expected = new ArrayList<>(WORDS);
        Collections.rotate(expected, -1);
        return expected;
    }

    private static Finetuning lessons(long seed) {
        var examples = new ArrayList<Finetuning.Example>();
        for (int i = 0; i < WORDS.size(); i++) {
            examples.add(
                    new Finetuning.Example(Prompt.ofUser(prompts().get(i)), expected().get(i)));
        }
        return new Finetuning(examples, List.of(), seed);
    }

    private static List<String> answers(ChatModel model, List<String> prompts) {
        var coming = prompts.stream().map(prompt -> model.complete(Prompt.ofUser(prompt))).toList();
        return coming.stream().map(answer -> answer.join().text()).toList();
    }
}
