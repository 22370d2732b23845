package dev.inward.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.inward.model.Sha256;
import dev.inward.model.budget.Budget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A store that can keep no more answers, in the middle of a run. */
@Timeout(120)
class StoreFailureTest {

    @TempDir Path folder;

    private final StoredModel model = new StoredModel();

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_full_disk_stops_the_calls_and_the_next_run_has_the_answers_in_flight() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                isDone("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()),
                "the user of this test may not mount a small disk");
        try {
            int given;
            int calls;
            try (AnswerStore store = open(disk.resolve("answers.db"))) {
                List<CompletableFuture<AnswerResult>> inFlight = requestInFlight(store, 10);
                given = fillDisk(store);
                calls = model.calls().size();
                assertThat(model.isStopped()).isTrue();

                assertThatThrownBy(() -> store.answer(model.request("later")).join())
                        .hasMessageContaining(disk.resolve("answers.db") + " cannot keep an answer")
                        .hasMessageContaining(disk + " (tmpfs) (0 kB free) is full")
                        .hasMessageContaining("or choose another file with -Dinward.store=")
                        .hasMessageNotContaining("rollback");
                model.calls().subList(0, 10).forEach(call -> call.answer("in flight"));
                assertThat(inFlight)
                        .allSatisfy(
                                answer ->
                                        assertThatThrownBy(answer::join)
                                                .hasMessageContaining("They are saved in "));
                assertThatThrownBy(store::requireKept)
                        .isInstanceOf(AnswerStoreException.class)
                        .hasMessageContaining(folder.resolve("reports/rescued-answers").toString());
            }
            assertThat(model.calls()).as("calls after the failure").hasSize(calls);

            try (AnswerStore next = open(folder.resolve("elsewhere.db"))) {
                assertHas(next, "in flight", "prompt", 10);
            }
            try (AnswerStore same = open(folder.resolve("elsewhere.db"))) {
                assertHas(same, "in flight", "prompt", 10);
            }
            assertThat(folder.resolve("reports/rescued-answers")).doesNotExist();
            assertThat(given).isPositive();
        } finally {
            isDone("umount", disk.toString());
        }
    }

    /** Returns how many answers were kept until the disk was full. */
    private int fillDisk(AnswerStore store) throws Exception {
        for (int given = 0; ; given++) {
            int before = model.calls().size();
            CompletableFuture<AnswerResult> answer = store.answer(model.request("fill " + given));
            while (!answer.isDone() && model.calls().size() == before) {
                Thread.sleep(1);
            }
            if (model.calls().size() > before) {
                model.calls().get(before).answer("a long answer ".repeat(2000));
            }
            if (answer.handle((result, failure) -> failure != null).join()) {
                return given;
            }
        }
    }

    @Test
    void a_deleted_home_stops_the_calls_and_the_next_run_has_all_answers() throws Exception {
        Path home = folder.resolve("home");
        try (AnswerStore store = open(home.resolve("answers.db"))) {
            List<CompletableFuture<AnswerResult>> kept = requestInFlight(store, 3);
            model.calls().forEach(call -> call.answer("kept"));
            kept.forEach(CompletableFuture::join);
            CompletableFuture<AnswerResult> inFlight = store.answer(model.request("in flight"));
            model.awaitCalls(4);
            delete(home);
            model.calls().get(3).answer("kept");

            assertThatThrownBy(inFlight::join)
                    .hasMessageContaining("was deleted or moved while the run used it")
                    .hasMessageContaining("Answers that could not be kept: 4.");
            assertThat(model.isStopped()).isTrue();
        }

        try (AnswerStore next = open(home.resolve("answers.db"))) {
            assertHas(next, "kept", "prompt", 3);
        }
    }

    @Test
    void a_home_that_is_deleted_after_the_last_answer_is_noticed_at_the_end() throws Exception {
        Path home = folder.resolve("home");
        try (AnswerStore store = open(home.resolve("answers.db"))) {
            List<CompletableFuture<AnswerResult>> kept = requestInFlight(store, 3);
            model.calls().forEach(call -> call.answer("kept"));
            kept.forEach(CompletableFuture::join);
            store.requireKept();
            delete(home);

            assertThatThrownBy(store::requireKept)
                    .hasMessageContaining("was deleted or moved while the run used it")
                    .hasMessageContaining("Answers that could not be kept: 3.");
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void a_replaced_file_is_noticed() throws Exception {
        Path file = folder.resolve("answers.db");
        try (AnswerStore store = open(file)) {
            requestInFlight(store, 1);
            Files.move(file, folder.resolve("old.db"));
            open(file).close();
            model.calls().get(0).answer("late");

            assertThatThrownBy(store::requireKept)
                    .hasMessageContaining("another file took the place of the file");
        }
    }

    @Test
    void a_table_that_accepts_no_row_stops_the_calls() throws Exception {
        Path file = folder.resolve("answers.db");
        try (AnswerStore store = open(file)) {
            List<CompletableFuture<AnswerResult>> answers = requestInFlight(store, 2);
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                    var statement = other.createStatement()) {
                statement.execute("DROP TABLE answer");
            }
            model.calls().get(0).answer("first");

            assertThatThrownBy(() -> answers.get(0).join())
                    .hasMessageContaining("cannot keep an answer")
                    .hasMessageContaining("no such table")
                    .hasMessageContaining("Check its folder");
            assertThat(model.isStopped()).isTrue();
            assertThatThrownBy(() -> store.answer(model.request("later")).join())
                    .hasCauseInstanceOf(AnswerStoreException.class);
        }
    }

    @Test
    void answers_that_cannot_be_saved_anywhere_are_counted_as_lost() throws Exception {
        Path home = folder.resolve("home");
        Files.writeString(folder.resolve("reports"), "a file, not a folder");
        Path temporary = Files.writeString(temporaryFolder(), "a file, not a folder");
        try (AnswerStore store = open(home.resolve("answers.db"))) {
            requestInFlight(store, 1);
            delete(home);
            model.calls().get(0).answer("lost");

            assertThatThrownBy(store::requireKept)
                    .hasMessageContaining(
                            "Answers that are lost: 1. They could not be saved elsewhere: ");
        } finally {
            Files.delete(temporary);
        }
    }

    /** The second folder for rescued answers; its name has the project's path as a hash. */
    private Path temporaryFolder() {
        byte[] hash =
                Sha256.of(folder.resolve("reports").toString().getBytes(StandardCharsets.UTF_8));
        return Path.of(
                System.getProperty("java.io.tmpdir"),
                "inward-rescued-answers-" + HexFormat.of().formatHex(hash).substring(0, 16));
    }

    @Test
    void answers_are_saved_in_the_temporary_folder_if_the_reports_cannot_be_written()
            throws Exception {
        Path home = folder.resolve("home");
        Files.writeString(folder.resolve("reports"), "a file, not a folder");
        try (AnswerStore store = open(home.resolve("answers.db"))) {
            requestInFlight(store, 1);
            delete(home);
            model.calls().get(0).answer("kept");

            assertThatThrownBy(store::requireKept)
                    .hasMessageContaining("They are saved in " + temporaryFolder());
        }
        try (AnswerStore next = open(home.resolve("answers.db"))) {
            assertHas(next, "kept", "prompt", 1);
        }
        assertThat(temporaryFolder()).doesNotExist();
    }

    private List<CompletableFuture<AnswerResult>> requestInFlight(AnswerStore store, int number)
            throws InterruptedException {
        var answers = new ArrayList<CompletableFuture<AnswerResult>>();
        for (int i = 0; i < number; i++) {
            answers.add(store.answer(model.request("prompt " + i)));
        }
        model.awaitCalls(number);
        return answers;
    }

    private static void assertHas(AnswerStore store, String text, String prompt, int number) {
        var silent = new StoredModel();
        for (int i = 0; i < number; i++) {
            AnswerResult found = store.answer(silent.request(prompt + " " + i)).join();
            assertThat(found.completion().text()).isEqualTo(text);
            assertThat(found.isNew()).isFalse();
        }
        assertThat(silent.calls()).isEmpty();
    }

    private AnswerStore open(Path file) {
        return AnswerStore.open(
                file, folder.resolve("reports"), Clock.systemUTC(), Budget.unlimited());
    }

    private static void delete(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(home);
    }

    private static boolean isDone(String... command) throws Exception {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }
}
