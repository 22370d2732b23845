package dev.inward.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.Prompt;
import dev.inward.model.TokenLogProbability;
import dev.inward.model.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records answers to files and replays them. */
class CassettesTest {

    @TempDir Path folder;

    @Test
    void a_line_is_an_answer_and_lines_are_sorted() throws IOException {
        record(model("m"), "q", "p");

        assertThat(Files.readAllLines(folder.resolve("first_word/gpt-4o.jsonl")))
                .hasSize(2)
                .first()
                .asString()
                .startsWith(
                        "{\"prompt\":\"p\",\"sample\":0,\"answer\":\"m says p\",\"finish\":\"STOP\",\"usage\":{\"inputTokens\":3,\"cachedInputTokens\":0,\"outputTokens\":1},\"served\":\"m-1\",\"key\":\"");
    }

    @Test
    void a_recorded_answer_is_replayed_and_a_missing_one_is_an_error_with_the_fix() {
        record(model("m"), "p");
        var replay = new ReplayingSource(new Cassettes(folder), "mvn test");

        assertThat(replay.answer(request(model("m"), "p")).join().completion().text())
                .isEqualTo("m says p");
        assertThatThrownBy(() -> replay.answer(request(model("n"), "p")).join())
                .hasCauseInstanceOf(AnswerStoreException.class)
                .hasMessageContaining("prompt \"p\". Record it with: mvn test");
    }

    @Test
    void a_new_recording_replaces_its_prompts_and_keeps_the_others() throws IOException {
        record(model("m"), "p", "q");
        record(model("n"), "q");

        assertThat(Files.readString(folder.resolve("first_word/gpt-4o.jsonl")))
                .contains("m says p", "n says q")
                .doesNotContain("m says q");
    }

    @Test
    void a_line_that_is_not_an_answer_is_an_error_that_names_it() throws IOException {
        record(model("m"), "p");
        Path file = folder.resolve("first_word/gpt-4o.jsonl");
        Files.writeString(file, Files.readString(file) + "<<<<<<< HEAD\n");

        assertThatThrownBy(() -> new ReplayingSource(new Cassettes(folder), "mvn test"))
                .isInstanceOf(AnswerStoreException.class)
                .hasMessageContaining("gpt-4o.jsonl:2. Restore it from version control");
    }

    @ParameterizedTest
    @EnumSource(FinishReason.class)
    void a_recorded_answer_keeps_its_finish_reason_and_infinite_log_probabilities(
            FinishReason reason) {
        List<TokenLogProbability> tokens =
                List.of(
                        new TokenLogProbability(
                                "li",
                                -0.5,
                                List.of(
                                        token(Double.NEGATIVE_INFINITY),
                                        token(Double.POSITIVE_INFINITY),
                                        token(Double.NaN))));
        ChatModel model =
                model(
                        "m",
                        new Completion("li", reason, Usage.UNKNOWN, null, null, null)
                                .withTokens(tokens));
        record(model, "p");

        Completion replayed =
                new ReplayingSource(new Cassettes(folder), "mvn test")
                        .answer(request(model, "p"))
                        .join()
                        .completion();

        assertThat(replayed.finishReason()).isEqualTo(reason);
        assertThat(replayed.tokens()).isEqualTo(tokens);
    }

    @Test
    void a_cassette_holds_strict_json_if_a_log_probability_is_infinite() throws IOException {
        record(
                model(
                        "m",
                        Completion.of("li").withTokens(List.of(token(Double.NEGATIVE_INFINITY)))),
                "p");

        String line = Files.readString(folder.resolve("first_word/gpt-4o.jsonl"));

        assertThat(new ObjectMapper().readTree(line).at("/tokens/0/logProbability").asText())
                .isEqualTo("-Infinity");
    }

    @Test
    void a_line_of_an_earlier_version_that_is_no_answer_is_not_replayed_and_recorded_anew()
            throws IOException {
        record(model("m"), "p", "q");
        Path file = folder.resolve("first_word/gpt-4o.jsonl");
        Files.writeString(file, Files.readString(file).replaceFirst("\"STOP\"", "\"OTHER\""));

        assertThat(new Cassettes(folder).read()).hasSize(1);

        record(model("m"), "p");
        assertThat(new Cassettes(folder).read()).hasSize(2);
    }

    @Test
    void a_byte_order_mark_before_a_cassette_is_skipped() throws IOException {
        record(model("m"), "p");
        Path file = folder.resolve("first_word/gpt-4o.jsonl");
        Files.writeString(file, "\uFEFF" + Files.readString(file));

        assertThat(new Cassettes(folder).read()).hasSize(1);
    }

    private static TokenLogProbability token(double logProbability) {
        return new TokenLogProbability("x", logProbability, List.of());
    }

    @Test
    void a_line_with_a_duplicate_key_or_a_second_value_is_an_error() throws IOException {
        record(model("m"), "p");
        Path file = folder.resolve("first_word/gpt-4o.jsonl");
        String line = Files.readString(file).strip();

        for (String changed :
                List.of(
                        line.replace("{\"prompt\"", "{\"answer\":\"no\",\"prompt\""),
                        line + line)) {
            Files.writeString(file, changed + "\n");
            assertThatThrownBy(() -> new ReplayingSource(new Cassettes(folder), "mvn test"))
                    .hasMessageContaining("There is no recorded answer at " + file + ":1.");
        }
    }

    @Test
    void a_byte_order_mark_that_an_editor_wrote_is_skipped() throws IOException {
        record(model("m"), "p");
        Path file = folder.resolve("first_word/gpt-4o.jsonl");
        Files.writeString(file, "\ufeff" + Files.readString(file));

        assertThat(
                        new ReplayingSource(new Cassettes(folder), "mvn test")
                                .answer(request(model("m"), "p"))
                                .join()
                                .completion()
                                .text())
                .isEqualTo("m says p");
    }

    @Test
    void a_model_without_identity_is_not_recorded() {
        ChatModel anonymous = prompt -> CompletableFuture.completedFuture(Completion.of("x"));
        record(anonymous, "p");

        assertThat(folder.resolve("first_word")).doesNotExist();
    }

    @Test
    void models_whose_names_differ_only_in_case_are_recorded_in_different_files()
            throws IOException {
        try (var source = new RecordingSource(AnswerSource.uncached(), new Cassettes(folder))) {
            for (String name : List.of("llama", "Llama")) {
                source.answer(
                                new AnswerRequest(
                                        model(name), name, "first_word", Prompt.ofUser("p"), 0))
                        .join();
            }
        }

        try (var files = Files.list(folder.resolve("first_word"))) {
            assertThat(files.map(file -> file.getFileName().toString().toLowerCase(Locale.ROOT)))
                    .hasSize(2)
                    .doesNotHaveDuplicates();
        }
        assertThat(new Cassettes(folder).read()).hasSize(2);
    }

    private void record(ChatModel model, String... prompts) {
        try (var source = new RecordingSource(AnswerSource.uncached(), new Cassettes(folder))) {
            for (String prompt : prompts) {
                source.answer(request(model, prompt)).join();
            }
        }
    }

    private static AnswerRequest request(ChatModel model, String prompt) {
        return new AnswerRequest(model, "gpt/4o", "first_word", Prompt.ofUser(prompt), 0);
    }

    private static IdentifiedModel model(String name, Completion answer) {
        return new IdentifiedModel() {
            @Override
            public List<String> identity(Prompt prompt) {
                return List.of(name, prompt.lastText());
            }

            @Override
            public CompletableFuture<Completion> complete(Prompt prompt) {
                return CompletableFuture.completedFuture(answer);
            }
        };
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
