package dev.inward.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.Prompt;
import dev.inward.model.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers as files that people review. */
class CassettesTest {

    @TempDir Path folder;

    @Test
    void a_line_is_an_answer_and_lines_are_sorted_whatever_the_order_of_asking()
            throws IOException {
        record(model("m"), "q", "p");

        assertThat(Files.readAllLines(folder.resolve("first_word/gpt-4o.jsonl")))
                .hasSize(2)
                .first()
                .asString()
                .startsWith(
                        "{\"prompt\":\"p\",\"sample\":0,\"answer\":\"m says p\",\"finish\":\"STOP\",\"usage\":{\"inputTokens\":3,\"cachedInputTokens\":0,\"outputTokens\":1},\"served\":\"m-1\",\"key\":\"");
    }

    @Test
    void what_was_recorded_is_found_and_what_was_not_is_an_error_with_the_mend() {
        record(model("m"), "p");
        var replay = new ReplayingSource(new Cassettes(folder), "mvn test");

        assertThat(replay.answer(question(model("m"), "p")).join().completion().text())
                .isEqualTo("m says p");
        assertThatThrownBy(() -> replay.answer(question(model("n"), "p")).join())
                .hasCauseInstanceOf(AnswerStoreException.class)
                .hasMessageContaining("prompt \"p\"; record it with: mvn test");
    }

    @Test
    void a_recording_of_some_prompts_keeps_the_others_and_replaces_what_was_asked_again()
            throws IOException {
        record(model("m"), "p", "q");
        record(model("n"), "q");

        assertThat(Files.readString(folder.resolve("first_word/gpt-4o.jsonl")))
                .contains("m says p", "n says q")
                .doesNotContain("m says q");
    }

    @Test
    void a_line_that_is_no_answer_is_named_and_nothing_is_replayed() throws IOException {
        record(model("m"), "p");
        Path file = folder.resolve("first_word/gpt-4o.jsonl");
        Files.writeString(file, Files.readString(file) + "<<<<<<< HEAD\n");

        assertThatThrownBy(() -> new ReplayingSource(new Cassettes(folder), "mvn test"))
                .isInstanceOf(AnswerStoreException.class)
                .hasMessageContaining("gpt-4o.jsonl:2; restore it from version control");
    }

    @Test
    void a_model_that_does_not_say_what_determines_its_answers_cannot_be_replayed() {
        ChatModel anonymous = prompt -> CompletableFuture.completedFuture(Completion.of("x"));
        record(anonymous, "p");

        assertThat(folder.resolve("first_word")).doesNotExist();
    }

    private void record(ChatModel model, String... prompts) {
        try (var source = new RecordingSource(AnswerSource.uncached(), new Cassettes(folder))) {
            for (String prompt : prompts) {
                source.answer(question(model, prompt)).join();
            }
        }
    }

    private static AnswerRequest question(ChatModel model, String prompt) {
        return new AnswerRequest(model, "gpt/4o", "first_word", Prompt.ofUser(prompt), 0);
    }

    private static IdentifiedModel model(String name) {
        return new IdentifiedModel() {
            @Override
            public List<String> identity(Prompt prompt) {
                return List.of(name, prompt.lastText());
            }

            @Override
            public CompletableFuture<Completion> complete(Prompt prompt) {
                return CompletableFuture.completedFuture(
                        new Completion(
                                name + " says " + prompt.lastText(),
                                FinishReason.STOP,
                                new Usage(3, 0, 1),
                                name + "-1",
                                "request-7",
                                "{}"));
            }
        };
    }
}
