package dev.inward.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.model.Completion;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.Prompt;
import dev.inward.model.budget.Budget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores in folders and files whose names have characters that mean something in a URI. */
class StorePathTest {

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "what?",
                "?journal_mode=off",
                "?",
                "a#b",
                "#",
                "50%",
                "100%20",
                "%3F",
                "%00",
                "in two words",
                "a&b=c;d+e",
                "file:it",
                "mode=memory",
                ":memory:",
                "it's \"quoted\"",
                "été 日本 😀",
                "[it]{2}|^`",
                "back\\slash"
            })
    void answers_are_kept_under_every_path(String name) throws IOException {
        for (Path file :
                List.of(
                        folder.resolve(name).resolve("answers.db"),
                        folder.resolve("files").resolve(name))) {
            Files.createDirectories(file.getParent());
            assertThat(answer(file)).as("is called").isTrue();
            assertThat(answer(file)).as("is called again").isFalse();
            assertThat(file).isNotEmptyFile();
        }
        assertThat(entries(folder)).as("nothing stands elsewhere").isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"what?", "a#b", "50%", "in two words"})
    void a_damaged_file_is_renamed_under_every_path(String name) throws IOException {
        Path file = folder.resolve(name).resolve("answers.db");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "this is no database, but long enough to be one ".repeat(100));

        assertThat(answer(file)).isTrue();
        assertThat(answer(file)).isFalse();
        assertThat(folder.resolve(name).resolve("answers.db.damaged-1")).exists();
    }

    /** Returns whether the model was called. */
    private boolean answer(Path file) {
        try (AnswerStore store =
                AnswerStore.open(
                        file, folder.resolve("files"), Clock.systemUTC(), Budget.unlimited())) {
            var request =
                    new AnswerRequest(new EchoModel(), "m", "topic", Prompt.ofUser("Which?"), 0);
            return store.answer(request).join().isNew();
        }
    }

    private record EchoModel() implements IdentifiedModel {

        @Override
        public CompletableFuture<Completion> complete(Prompt prompt) {
            return CompletableFuture.completedFuture(Completion.of(prompt.lastText()));
        }

        @Override
        public List<String> identity(Prompt prompt) {
            return List.of("echo", prompt.lastText());
        }
    }

    private static long entries(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.count();
        }
    }
}
