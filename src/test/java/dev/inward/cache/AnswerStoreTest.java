package dev.inward.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.Prompt;
import dev.inward.model.TokenLogProbability;
import dev.inward.model.Usage;
import dev.inward.model.budget.Budget;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A store on a real disk, read by real processes, one of which is really killed. */
@Execution(ExecutionMode.CONCURRENT)
class AnswerStoreTest {

    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    @TempDir Path folder;

    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void an_answer_is_asked_for_once_and_found_in_every_later_run() {
        for (int run = 0; run < 3; run++) {
            try (AnswerStore store = open()) {
                assertThat(ask(store, model("m"), "p", 0).text()).isEqualTo("answer to p");
            }
        }

        assertThat(calls).hasValue(1);
    }

    @Test
    void all_that_is_known_of_an_answer_comes_back() {
        var given =
                new Completion(
                                "lion",
                                FinishReason.LENGTH,
                                new Usage(9, 2, 4),
                                "m-2026",
                                "r-1",
                                "{…}")
                        .withTokens(
                                List.of(
                                        new TokenLogProbability(
                                                "lion",
                                                -0.25,
                                                List.of(
                                                        new TokenLogProbability(
                                                                "cat", -1.5, List.of())))));
        IdentifiedModel model =
                modelOf(List.of("m"), prompt -> CompletableFuture.completedFuture(given));
        try (AnswerStore store = open()) {
            ask(store, model, "p", 0);
        }

        try (AnswerStore store = open()) {
            Completion found = ask(store, model("m"), "p", 0);
            assertThat(found).usingRecursiveComparison().isEqualTo(given);
        }
        assertThat(calls).hasValue(0);
    }

    @Test
    void a_store_of_an_earlier_version_is_read_on() throws Exception {
        try (AnswerStore store = open()) {
            ask(store, model("m"), "p", 0);
        }
        try (Connection earlier =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("answers.db"));
                Statement change = earlier.createStatement()) {
            change.execute("ALTER TABLE answer DROP COLUMN tokens");
        }

        try (AnswerStore store = open()) {
            ask(store, model("m"), "p", 0);
            ask(store, model("m"), "q", 0);
        }
        assertThat(calls).hasValue(2);
        assertThat(folder.resolve("answers.db.damaged-1")).doesNotExist();
    }

    @Test
    void another_model_another_prompt_and_another_sample_are_other_answers() {
        try (AnswerStore store = open()) {
            ask(store, model("m"), "p", 0);
            ask(store, model("n"), "p", 0);
            ask(store, model("m"), "q", 0);
            ask(store, model("m"), "p", 1);
            ask(store, model("m", "m2"), "p", 0);
            ask(store, model("mm", "2"), "p", 0);
        }

        assertThat(calls).hasValue(6);
    }

    @Test
    void two_who_ask_at_the_same_time_make_one_call() {
        var coming = new CompletableFuture<Completion>();
        IdentifiedModel slow =
                modelOf(
                        List.of("m"),
                        prompt -> {
                            calls.incrementAndGet();
                            return coming;
                        });
        try (AnswerStore store = open()) {
            var first = answer(store, slow, "p", 0);
            var second = answer(store, slow, "p", 0);
            coming.complete(Completion.of("lion"));

            assertThat(first.join().text()).isEqualTo("lion");
            assertThat(second.join().text()).isEqualTo("lion");
        }
        assertThat(calls).hasValue(1);
    }

    @Test
    void a_failure_is_not_kept() {
        IdentifiedModel failing =
                modelOf(
                        List.of("m"),
                        prompt -> CompletableFuture.failedFuture(new IOException("gone")));
        try (AnswerStore store = open()) {
            assertThatThrownBy(() -> ask(store, failing, "p", 0)).hasRootCauseMessage("gone");
            assertThat(ask(store, model("m"), "p", 0).text()).isEqualTo("answer to p");
        }
    }

    @Test
    void an_answer_that_was_handed_on_is_on_disk_for_another_reader() {
        try (AnswerStore store = open()) {
            ask(store, model("m"), "p", 0);
            try (AnswerStore other = open()) {
                ask(other, model("m"), "p", 0);
            }
        }

        assertThat(calls).hasValue(1);
    }

    @Test
    void a_process_that_is_killed_loses_no_answer_that_it_was_given() throws Exception {
        Process writer = writer("killed", 1_000_000);
        while (saidBy("killed").size() < 300 && writer.isAlive()) {
            Thread.sleep(10);
        }
        writer.destroyForcibly().waitFor();
        List<String> acknowledged = saidBy("killed");

        try (AnswerStore store = open()) {
            for (String prompt : acknowledged) {
                ask(store, model("killed"), prompt, 0);
            }
        }
        assertThat(acknowledged).hasSizeBetween(300, 999_999);
        assertThat(calls).hasValue(0);
        assertThat(folder.resolve("answers.db.damaged-1")).doesNotExist();
    }

    @Test
    void two_processes_write_one_store() throws Exception {
        Process other = writer("other", 500);
        try (AnswerStore store = open()) {
            for (int i = 0; i < 500; i++) {
                ask(store, model("own"), "prompt " + i + ".", 0);
            }
            assertThat(other.waitFor()).isZero();
            assertThat(saidBy("other")).hasSize(500);
            calls.set(0);
            for (int i = 0; i < 500; i++) {
                ask(store, model("own"), "prompt " + i + ".", 0);
                ask(store, model("other"), "prompt " + i + ".", 0);
            }
        }

        assertThat(calls).hasValue(0);
    }

    @Test
    void a_damaged_store_is_set_aside_and_what_can_be_read_is_kept() throws IOException {
        try (AnswerStore store = open()) {
            var coming = new ArrayList<CompletableFuture<Completion>>();
            for (int i = 0; i < 5_000; i++) {
                coming.add(answer(store, model("m"), "prompt " + i, 0));
            }
            coming.forEach(CompletableFuture::join);
        }
        try (var file = new RandomAccessFile(folder.resolve("answers.db").toFile(), "rw")) {
            file.seek(file.length() / 2);
            file.write(new byte[40_000]);
        }
        calls.set(0);

        try (AnswerStore store = open()) {
            for (int i = 0; i < 5_000; i++) {
                assertThat(ask(store, model("m"), "prompt " + i, 0).text())
                        .isEqualTo("answer to prompt " + i);
            }
        }

        assertThat(folder.resolve("answers.db.damaged-1")).exists();
        assertThat(calls.get()).as("answers lost of 5,000").isBetween(1, 2_500);
    }

    @Test
    void a_file_that_is_no_store_is_set_aside_too() throws IOException {
        Files.writeString(folder.resolve("answers.db"), "this is no database, but a long text");

        try (AnswerStore store = open()) {
            assertThat(ask(store, model("m"), "p", 0).text()).isEqualTo("answer to p");
        }

        assertThat(folder.resolve("answers.db.damaged-1"))
                .hasContent("this is no database, but a long text");
    }

    @Test
    void a_store_that_is_locked_for_now_is_not_set_aside() throws Exception {
        try (AnswerStore store = open()) {
            ask(store, model("m"), "p", 0);
            try (Connection other =
                            DriverManager.getConnection(
                                    "jdbc:sqlite:" + folder.resolve("answers.db"));
                    Statement lock = other.createStatement()) {
                lock.execute("BEGIN IMMEDIATE");
                CompletableFuture<Completion> waits = answer(store, model("m"), "q", 0);
                assertThat(ask(store, model("m"), "p", 0).text()).isEqualTo("answer to p");
                assertThat(waits).isNotDone();
                lock.execute("COMMIT");
                assertThat(waits.join().text()).isEqualTo("answer to q");
            }
        }
        assertThat(folder.resolve("answers.db.damaged-1")).doesNotExist();
    }

    @Test
    void a_place_that_cannot_be_written_to_is_named_with_the_mend() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        assertThatThrownBy(
                        () ->
                                AnswerStore.open(
                                        file.resolve("answers.db"), NOON, Budget.unlimited()))
                .isInstanceOf(AnswerStoreException.class)
                .hasMessageContaining("file/answers.db cannot be opened")
                .hasMessageEndingWith(
                        "; free the place, or give another file with -Dinward.store=");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void a_full_disk_is_an_error_with_the_mend_and_loses_no_answer_that_was_given()
            throws Exception {
        Process writer = start(writing("full", 1_000_000), "ulimit -f 4096; exec \"$0\" \"$@\"");
        assertThat(writer.waitFor()).isNotZero();
        List<String> acknowledged = saidBy("full");

        assertThat(Files.readString(folder.resolve("full.failed")))
                .contains("AnswerStoreException: an answer that was paid for cannot be written")
                .contains("free the place, or give another file with -Dinward.store=");
        assertThat(acknowledged).isNotEmpty();
        try (AnswerStore store = open()) {
            for (String prompt : acknowledged) {
                ask(store, model("full"), prompt, 0);
            }
        }
        assertThat(calls).hasValue(0);
    }

    @Test
    void a_store_that_may_only_be_read_is_named_with_the_mend() throws IOException {
        try (AnswerStore store = open()) {
            ask(store, model("m"), "p", 0);
        }
        Path file = folder.resolve("answers.db");
        assumeTrue(
                file.toFile().setReadOnly() && !Files.isWritable(file),
                "whoever runs this may write to any file");

        assertThatThrownBy(this::open)
                .isInstanceOf(AnswerStoreException.class)
                .hasMessageContaining("answers.db cannot be opened")
                .hasMessageContaining("-Dinward.store=");
    }

    /** Runs in a process of its own: asks for answers and says each that it was given. */
    public static final class Writer {

        private Writer() {}

        /** Takes the store's file, the name of the model, and how many answers to ask for. */
        public static void main(String[] arguments) {
            IdentifiedModel model =
                    modelOf(
                            List.of(arguments[1]),
                            prompt ->
                                    CompletableFuture.completedFuture(
                                            Completion.of("yes ".repeat(2_000))));
            try (AnswerStore store =
                    AnswerStore.open(
                            Path.of(arguments[0]), Clock.systemUTC(), Budget.unlimited())) {
                for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
                    String prompt = "prompt " + i + ".";
                    answer(store, model, prompt, 0).join();
                    System.out.println(prompt);
                    System.out.flush();
                }
            }
        }
    }

    private Process writer(String model, int answers) throws IOException {
        return start(writing(model, answers), "exec \"$0\" \"$@\"");
    }

    private List<String> writing(String model, int answers) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                folder.resolve("answers.db").toString(),
                model,
                String.valueOf(answers));
    }

    /**
     * @param shell what a shell does with the command
     */
    private Process start(List<String> command, String shell) throws IOException {
        String model = command.get(command.size() - 2);
        Files.createFile(folder.resolve(model + ".said"));
        var all = new ArrayList<>(List.of("bash", "-c", shell));
        all.addAll(command);
        return new ProcessBuilder(all)
                .redirectError(folder.resolve(model + ".failed").toFile())
                .redirectOutput(folder.resolve(model + ".said").toFile())
                .start();
    }

    /** The prompts that a process said it was given answers to; a line cut short is none. */
    private List<String> saidBy(String model) throws IOException {
        return Files.readAllLines(folder.resolve(model + ".said")).stream()
                .filter(line -> line.startsWith("prompt ") && line.endsWith("."))
                .toList();
    }

    private AnswerStore open() {
        return AnswerStore.open(folder.resolve("answers.db"), NOON, Budget.unlimited());
    }

    private IdentifiedModel model(String... identity) {
        return modelOf(
                List.of(identity),
                prompt -> {
                    calls.incrementAndGet();
                    return CompletableFuture.completedFuture(
                            Completion.of("answer to " + prompt.lastText()));
                });
    }

    private static IdentifiedModel modelOf(
            List<String> identity, Function<Prompt, CompletableFuture<Completion>> answers) {
        return new IdentifiedModel() {
            @Override
            public List<String> identity(Prompt prompt) {
                var all = new ArrayList<>(identity);
                all.add(prompt.lastText());
                return all;
            }

            @Override
            public CompletableFuture<Completion> complete(Prompt prompt) {
                return answers.apply(prompt);
            }
        };
    }

    private static CompletableFuture<Completion> answer(
            AnswerStore store, IdentifiedModel model, String prompt, int sample) {
        return store.answer(new AnswerRequest(model, "m", "topic", Prompt.ofUser(prompt), sample))
                .thenApply(AnswerResult::completion);
    }

    private static Completion ask(
            AnswerStore store, IdentifiedModel model, String prompt, int sample) {
        return answer(store, model, prompt, sample).join();
    }
}
