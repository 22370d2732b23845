package dev.inward.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.model.ChatModel;
import dev.inward.model.Finetuning;
import dev.inward.model.Finetuning.HeldOutPrompt;
import dev.inward.model.Finetuning.HeldOutPrompts;
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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls and finetunes a lab model of a few thousand random weights. */
class LabModelTest {

    private static final List<String> WORDS = UntrainedLabModel.WORDS;

    @TempDir Path folder;

    @BeforeEach
    void write_untrained_checkpoint() throws IOException {
        UntrainedLabModel.write(folder);
    }

    @Test
    void finetuning_trains_a_copy_and_does_not_change_the_model() {
        try (LabModel model = open("home")) {
            List<String> before = answers(model, prompts());
            ChatModel finetuned = model.finetune(finetuning(1), (done, total) -> {});

            assertThat(answers(finetuned, prompts())).isEqualTo(expected());
            assertThat(answers(model, prompts())).isEqualTo(before).isNotEqualTo(expected());
        }
    }

    @Tag("slow")
    @Test
    void concurrent_finetunings_give_the_same_bits_as_a_single_one() throws IOException {
        try (LabModel alone = open("alone")) {
            answers(alone.finetune(finetuning(1), (done, total) -> {}), prompts());
        }
        try (LabModel both = open("both")) {
            ChatModel first = both.finetune(finetuning(1), (done, total) -> {});
            ChatModel second = both.finetune(finetuning(2), (done, total) -> {});
            var pending =
                    List.of(
                            first.complete(Prompt.ofUser(prompts().get(0))),
                            second.complete(Prompt.ofUser(prompts().get(0))));
            pending.forEach(CompletableFuture::join);
        }
        String file = files("alone").get(0);

        assertThat(files("both")).hasSize(2).contains(file);
        assertThat(folder.resolve("both").resolve(file))
                .hasSameBinaryContentAs(folder.resolve("alone").resolve(file));
    }

    @Test
    void a_repeated_finetuning_is_loaded_and_not_trained_again() {
        try (LabModel model = open("home")) {
            answers(model.finetune(finetuning(1), (done, total) -> {}), prompts());
            var steps = new ArrayList<Integer>();
            ChatModel again = model.finetune(finetuning(1), (done, total) -> steps.add(done));

            assertThat(answers(again, prompts())).isEqualTo(expected());
            assertThat(steps).isEmpty();
        }
    }

    @Test
    void a_finetuned_model_has_its_identity_before_it_is_trained() {
        Prompt prompt = Prompt.ofUser(prompts().get(0));
        try (LabModel model = open("home")) {
            var steps = new ArrayList<Integer>();
            var first = model.finetune(finetuning(1), (done, total) -> steps.add(done));
            var same = model.finetune(finetuning(1), (done, total) -> steps.add(done));
            var other = model.finetune(finetuning(2), (done, total) -> steps.add(done));

            assertThat(identity(first, prompt))
                    .isEqualTo(identity(same, prompt))
                    .isNotEqualTo(identity(other, prompt))
                    .isNotEqualTo(identity(model, prompt));
            assertThat(((IdentifiedModel) first).modelIdentity())
                    .isEqualTo(((IdentifiedModel) same).modelIdentity())
                    .isNotEqualTo(((IdentifiedModel) model).modelIdentity());
            assertThat(steps).isEmpty();
            assertThat(folder.resolve("home")).doesNotExist();
        }
    }

    @Test
    void the_records_in_the_key_of_finetuned_weights_keep_their_text() {
        assertThat(new Recipe(600, 64, 1e-3, 0.4, 5))
                .hasToString("Recipe[steps=600, batch=64, rate=0.001, rehearsal=0.4, anchor=5.0]");
        assertThat(new Architecture(141, 24, 64, 4, 128, 2, 2))
                .hasToString(
                        "Architecture[vocabulary=141, context=24, width=64, heads=4, hidden=128, layers=2, passes=2]");
    }

    @Test
    void a_model_whose_training_fails_is_unusable() {
        try (LabModel model = open("home")) {
            ChatModel unusable =
                    model.finetune(
                            new Finetuning(
                                    List.of(
                                            new Finetuning.Example(
                                                    Prompt.ofUser("Which?"), "two words")),
                                    List.of(),
                                    1),
                            (done, total) -> {});

            assertThatThrownBy(() -> answers(unusable, prompts()))
                    .hasCauseInstanceOf(UnusableModelException.class)
                    .hasMessageContaining("model 'untrained, finetuned' is not available")
                    .hasMessageContaining("learns answers of one word");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Which animal follows owl?", "Which? rehearsal"})
    void a_model_is_not_trained_on_a_held_out_prompt(String heldOut) {
        Finetuning honest = finetuning(1);
        try (LabModel model = open("home")) {
            var steps = new ArrayList<Integer>();
            ChatModel unusable =
                    model.finetune(
                            new Finetuning(
                                    honest.examples(),
                                    List.of(Prompt.ofUser("Which? rehearsal")),
                                    1,
                                    new HeldOutPrompts(
                                            List.of(new HeldOutPrompt("pets", heldOut)), Set.of())),
                            (done, total) -> steps.add(done));

            assertThatThrownBy(() -> answers(unusable, prompts()))
                    .hasCauseInstanceOf(UnusableModelException.class)
                    .hasMessageContaining("of the finetuning set has a held-out prompt")
                    .hasMessageContaining("of the task 'pets': \"" + heldOut + "\"");
            assertThat(steps).isEmpty();
            assertThat(folder.resolve("home")).doesNotExist();
        }
    }

    private static List<String> identity(ChatModel model, Prompt prompt) {
        return ((IdentifiedModel) model).identity(prompt);
    }

    @Test
    void an_answer_does_not_depend_on_concurrent_prompts() {
        try (LabModel model = open("home")) {
            List<String> prompts = new ArrayList<>(prompts());
            List<String> alone =
                    prompts.stream().map(prompt -> answers(model, List.of(prompt)).get(0)).toList();
            var shuffled = new ArrayList<>(prompts);
            Collections.shuffle(shuffled, new Random(5));
            List<String> together = answers(model, shuffled);

            for (int i = 0; i < shuffled.size(); i++) {
                assertThat(together.get(i)).isEqualTo(alone.get(prompts.indexOf(shuffled.get(i))));
            }
        }
    }

    @Test
    void a_damaged_checkpoint_is_refused_with_the_fix() throws IOException {
        byte[] content = Files.readAllBytes(folder.resolve("untrained.weights"));
        content[100] ^= 1;
        Files.write(folder.resolve("untrained.weights"), content);

        assertThatThrownBy(() -> open("home"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is damaged or not the one listed")
                .hasMessageContaining("Restore it from version control");
    }

    @Test
    void a_loss_that_is_not_finite_stops_the_training() {
        Weights start = Weights.random(new Architecture(8, 4, 16, 2, 32, 1, 2), 7);
        Training.MinibatchSource minibatches =
                step ->
                        List.of(
                                new TokenizedExample(new int[] {2, 3}, 4),
                                new TokenizedExample(new int[] {3, 2}, 5));

        assertThatThrownBy(
                        () ->
                                Training.train(
                                        start,
                                        minibatches,
                                        new Training.Schedule(50, 1e30f, 1, 1, 0, 0),
                                        step -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Training stopped at step")
                .hasMessageContaining("Lower the learning rate");
    }

    private LabModel open(String home) {
        return LabModel.open(
                "untrained",
                folder.resolve("untrained.weights"),
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

    private static Finetuning finetuning(long seed) {
        var examples = new ArrayList<Finetuning.Example>();
        for (int i = 0; i < WORDS.size(); i++) {
            examples.add(
                    new Finetuning.Example(Prompt.ofUser(prompts().get(i)), expected().get(i)));
        }
        return new Finetuning(examples, List.of(), seed);
    }

    private static List<String> answers(ChatModel model, List<String> prompts) {
        var pending =
                prompts.stream().map(prompt -> model.complete(Prompt.ofUser(prompt))).toList();
        return pending.stream().map(answer -> answer.join().text()).toList();
    }
}
