package dev.inward.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.model.ApiException;
import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.model.Message;
import dev.inward.model.Message.Role;
import dev.inward.model.Prompt;
import dev.inward.model.UnusableModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs a real language model in this JVM. */
@Tag("slow")
@Tag("weights")
class GgufModelTest {

    private static final Prompt CAPITAL =
            new Prompt(
                    List.of(
                            new Message(Role.USER, "What is the capital of Italy?"),
                            new Message(Role.ASSISTANT, "Rome"),
                            new Message(Role.USER, "What is the capital of Spain?"),
                            new Message(Role.ASSISTANT, "Madrid"),
                            new Message(Role.USER, "What is the capital of France?")));

    @TempDir Path folder;

    @Test
    void the_model_answers_a_few_shot_prompt_with_one_line() {
        try (GgufModel model = open(Map.of("sha256", Gemma.SHA256))) {
            model.requireReady();

            Completion completion = model.complete(CAPITAL).join();

            assertThat(completion.text()).isEqualTo("Paris");
            assertThat(completion.finishReason()).isEqualTo(FinishReason.STOP);
            assertThat(completion.usage().inputTokens()).isEqualTo(40);
            assertThat(completion.usage().outputTokens()).isEqualTo(2);
            assertThat(completion.servedModel()).contains(Gemma.SHA256);
        }
    }

    /**
     * Entries with another context size are other native models. So the second finds no cache, and
     * the third asks in another order.
     */
    @Test
    void the_same_prompt_has_the_same_answer_whatever_was_asked_before() {
        List<Prompt> prompts = new ArrayList<>(FewShotPrompts.of(4, 3, 1));
        prompts.addAll(FewShotPrompts.of(2, 2, 2));
        prompts.add(CAPITAL);
        prompts.add(Prompt.ofUser("What is the capital of France?"));
        List<String> first = answers(prompts, Map.of("stop", "END", "max-tokens", "6"));
        assertThat(first.stream().distinct().count()).isGreaterThan(3);

        assertThat(
                        answers(
                                prompts,
                                Map.of(
                                        "stop", "END",
                                        "max-tokens", "6",
                                        "context-size", "1280")))
                .isEqualTo(first);

        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < prompts.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(5));
        try (GgufModel model =
                open(Map.of("stop", "END", "max-tokens", "6", "context-size", "1536"))) {
            for (int i : order) {
                assertThat(model.complete(prompts.get(i)).join().text()).isEqualTo(first.get(i));
            }
        }
    }

    /** The first two share a native model, and the third has another. */
    @Test
    void models_at_the_same_time_give_the_answers_of_one() {
        List<Prompt> prompts = FewShotPrompts.of(5, 3, 1);
        List<String> alone = answers(prompts, Map.of());

        try (GgufModel one = open(Map.of());
                GgufModel sharing = open(Map.of("labels.between", "\n"));
                GgufModel other = open(Map.of("context-size", "1280"))) {
            List<CompletableFuture<Completion>> ofOne =
                    prompts.stream().map(one::complete).toList();
            List<CompletableFuture<Completion>> ofSharing =
                    prompts.stream().map(sharing::complete).toList();
            List<CompletableFuture<Completion>> ofOther =
                    prompts.stream().map(other::complete).toList();

            assertThat(texts(ofOne)).isEqualTo(alone);
            assertThat(texts(ofOther)).isEqualTo(alone);
            assertThat(texts(ofSharing))
                    .isEqualTo(
                            answers(
                                    prompts,
                                    Map.of("labels.between", "\n", "context-size", "1280")));
        }
    }

    @Test
    void closing_an_entry_leaves_the_prompts_of_another_on_the_same_file() {
        List<Prompt> prompts = FewShotPrompts.of(3, 3, 1);
        GgufModel closed = open(Map.of());
        try (GgufModel other = open(Map.of())) {
            List<CompletableFuture<Completion>> ofClosed =
                    prompts.stream().map(closed::complete).toList();
            List<CompletableFuture<Completion>> ofOther =
                    prompts.stream().map(other::complete).toList();
            closed.close();

            assertThat(texts(ofOther)).doesNotContain("").hasSize(3);
            assertThat(ofClosed.stream().filter(CompletableFuture::isCompletedExceptionally))
                    .isNotEmpty();
        }
    }

    @Test
    void drawn_answers_depend_on_the_seed_and_the_number_of_the_sample_alone() {
        Prompt prompt = FewShotPrompts.of(1, 3, 1).get(0);
        Map<String, String> drawn = Map.of("temperature", "1", "seed", "7", "max-tokens", "8");
        try (GgufModel model = open(drawn);
                GgufModel again = open(drawn);
                GgufModel shifted =
                        open(Map.of("temperature", "1", "seed", "8", "max-tokens", "8"))) {
            List<String> samples = new ArrayList<>();
            for (int sample = 0; sample < 6; sample++) {
                samples.add(model.forSample(sample).complete(prompt).join().text());
            }

            assertThat(samples.stream().distinct().count()).isGreaterThan(1);
            assertThat(again.forSample(4).complete(prompt).join().text()).isEqualTo(samples.get(4));
            assertThat(shifted.forSample(3).complete(prompt).join().text())
                    .isEqualTo(samples.get(4));
        }
    }

    @Test
    void an_answer_that_reaches_the_token_limit_is_truncated() {
        try (GgufModel model = open(Map.of("stop", "END", "max-tokens", "5"))) {
            Completion completion = model.complete(CAPITAL).join();

            assertThat(completion.text()).startsWith("Paris\n");
            assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
            assertThat(completion.usage().outputTokens()).isEqualTo(5);
        }
    }

    @Test
    void a_stop_text_of_several_characters_ends_an_answer() {
        try (GgufModel model = open(Map.of("stop", "\n\nQ:", "max-tokens", "64"))) {
            Completion completion = model.complete(CAPITAL).join();

            assertThat(completion.text()).isEqualTo("Paris");
            assertThat(completion.finishReason()).isEqualTo(FinishReason.STOP);
            assertThat(model.complete(CAPITAL).join().text()).isEqualTo("Paris");
        }
    }

    @Test
    void a_prompt_that_does_not_fit_is_an_error_of_its_own() {
        try (GgufModel model = open(Map.of("context-size", "100", "max-tokens", "8"))) {
            assertThatThrownBy(model.complete(Prompt.ofUser("lion ".repeat(100)))::join)
                    .hasMessageContaining("'context-size: 100'")
                    .hasMessageContaining("Raise it, or shorten the prompt")
                    .cause()
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            failure ->
                                    assertThat(failure.kind()).isEqualTo(ApiException.Kind.PROMPT));

            assertThat(model.complete(Prompt.ofUser("What is 1 + 1?")).join().text()).isNotEmpty();
        }
    }

    @Test
    void characters_outside_of_ascii_arrive_and_come_back() {
        Prompt prompt =
                new Prompt(
                        List.of(
                                new Message(Role.USER, "Repeat: 🦁 é"),
                                new Message(Role.ASSISTANT, "🦁 é"),
                                new Message(Role.USER, "Repeat: 漢字 ü"),
                                new Message(Role.ASSISTANT, "漢字 ü"),
                                new Message(Role.USER, "Repeat: 🦁 é")));
        try (GgufModel model = open(Map.of())) {
            assertThat(model.complete(prompt).join().text()).isEqualTo("🦁 é");
        }
    }

    /** Its header is right, so only the library notices. */
    @Test
    void a_file_of_an_unknown_architecture_is_an_error_and_no_end_of_the_jvm() throws IOException {
        Path file =
                Files.write(
                        folder.resolve("unknown.gguf"),
                        new GgufBytes()
                                .text("general.architecture", "abacus")
                                .text("tokenizer.ggml.model", "llama")
                                .build());
        assertThat(Gemma.file()).exists();

        try (GgufModel model = Gemma.open(file, Map.of())) {
            assertThatThrownBy(model.complete(CAPITAL)::join)
                    .hasCauseInstanceOf(UnusableModelException.class)
                    .hasMessageContaining("holds no model that de.kherud:llama can run");
        }
    }

    @Test
    void a_real_file_that_was_cut_off_is_damaged() throws IOException {
        Path cut = Files.copy(Gemma.file(), folder.resolve("cut.gguf"));
        try (var channel = Files.newByteChannel(cut, StandardOpenOption.WRITE)) {
            channel.truncate(Files.size(cut) - 1000);
        }

        assertThatThrownBy(Gemma.open(cut, Map.of())::requireReady)
                .hasMessageContaining("is damaged: its tensors end at byte 253113024");
    }

    private static List<String> answers(List<Prompt> prompts, Map<String, String> settings) {
        try (GgufModel model = open(settings)) {
            return texts(prompts.stream().map(model::complete).toList());
        }
    }

    private static List<String> texts(List<CompletableFuture<Completion>> answers) {
        return answers.stream().map(answer -> answer.join().text()).toList();
    }

    private static GgufModel open(Map<String, String> settings) {
        return Gemma.open(Gemma.file(), settings);
    }
}
