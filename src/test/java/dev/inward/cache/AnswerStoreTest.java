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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uses a store on a real disk, with real processes, one of which is killed. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("slow")
class AnswerStoreTest {

    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    @TempDir Path folder;

    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void an_answer_is_requested_once_and_read_in_every_later_run() {
        for (int run = 0; run < 3; run++) {
            try (AnswerStore store = open()) {
                assertThat(get(store, model("m"), "p", 0).text()).isEqualTo("answer to p");
            }
        }

        assertThat(calls).hasValue(1);
    }

    @Test
    void every_field_of_an_answer_is_restored() {
        var stored =
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
                                                                "cat",
                                                                Double.NEGATIVE_INFINITY,
                                                                List.of())))));
        IdentifiedModel model =
                modelOf(List.of("m"), prompt -> CompletableFuture.completedFuture(stored));
        try (AnswerStore store = open()) {
            get(store, model, "p", 0);
        }

        try (AnswerStore store = open()) {
            Completion found = get(store, model("m"), "p", 0);
            assertThat(found).usingRecursiveComparison().isEqualTo(stored);
        }
        assertThat(calls).hasValue(0);
    }

    @Test
    void a_store_of_an_earlier_version_is_upgraded() throws Exception {
        try (AnswerStore store = open()) {
            get(store, model("m"), "p", 0);
        }
        try (Connection earlier =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("answers.db"));
                Statement change = earlier.createStatement()) {
            change.execute("ALTER TABLE answer DROP COLUMN tokens");
        }

        try (AnswerStore store = open()) {
            get(store, model("m"), "p", 0);
            get(store, model("m"), "q", 0);
        }
        assertThat(calls).hasValue(2);
        assertThat(folder.resolve("answers.db.damaged-1")).doesNotExist();
    }

    @Test
    void a_response_that_an_earlier_version_stored_without_a_known_end_is_requested_again()
            throws Exception {
        try (AnswerStore store = open()) {
            get(store, model("m"), "p", 0);
        }
        try (Connection earlier =
                        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("answers.db"));
                Statement change = earlier.createStatement()) {
            change.execute("UPDATE answer SET text = 'half an ans', finish = 'OTHER'");
        }

        for (int run = 0; run < 2; run++) {
            try (AnswerStore store = open()) {
                assertThat(get(store, model("m"), "p", 0).text()).isEqualTo("answer to p");
            }
        }
        assertThat(calls).hasValue(2);
    }

    @Test
    void model_prompt_and_sample_each_change_the_key() {
        try (AnswerStore store = open()) {
            get(store, model("m"), "p", 0);
            get(store, model("n"), "p", 0);
            get(store, model("m"), "q", 0);
            get(store, model("m"), "p", 1);
            get(store, model("m", "m2"), "p", 0);
            get(store, model("mm", "2"), "p", 0);
        }

        assertThat(calls).hasValue(6);
    }

    @Test
    void concurrent_requests_for_one_answer_share_a_call() {
        var pending = new CompletableFuture<Completion>();
        IdentifiedModel slow =
                modelOf(
                        List.of("m"),
                        prompt -> {
                            calls.incrementAndGet();
                            return pending;
                        });
        try (AnswerStore store = open()) {
            var first = getAsync(store, slow, "p", 0);
            var second = getAsync(store, slow, "p", 0);
            pending.complete(Completion.of("lion"));

            assertThat(first.join().text()).isEqualTo("lion");
            assertThat(second.join().text()).isEqualTo("lion");
        }
        assertThat(calls).hasValue(1);
    }

    @Test
    void a_failure_is_not_stored() {
        IdentifiedModel failing =
                modelOf(
                        List.of("m"),
                        prompt -> CompletableFuture.failedFuture(new IOException("gone")));
        try (AnswerStore store = open()) {
            assertThatThrownBy(() -> get(store, failing, "p", 0)).hasRootCauseMessage("gone");
            assertThat(get(store, model("m"), "p", 0).text()).isEqualTo("answer to p");
        }
    }

    @Test
    void a_returned_answer_is_on_disk_for_another_reader() {
        try (AnswerStore store = open()) {
            get(store, model("m"), "p", 0);
            try (AnswerStore other = open()) {
                get(other, model("m"), "p", 0);
            }
        }

        assertThat(calls).hasValue(1);
    }

    @Test
    void a_killed_process_loses_no_answer_that_it_received() throws Exception {
        Process writer = writer("killed", 1_000_000);
        while (acknowledgedBy("killed").size() < 300 && writer.isAlive()) {
            Thread.sleep(10);
        }
        writer.destroyForcibly().waitFor();
        List<String> acknowledged = acknowledgedBy("killed");

        try (AnswerStore store = open()) {
            for (String prompt : acknowledged) {
                get(store, model("killed"), prompt, 0);
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
                get(store, model("own"), "prompt " + i + ".", 0);
            }
            assertThat(other.waitFor()).isZero();
            assertThat(acknowledgedBy("other")).hasSize(500);
            calls.set(0);
            for (int i = 0; i < 500; i++) {
                get(store, model("own"), "prompt " + i + ".", 0);
                get(store, model("other"), "prompt " + i + ".", 0);
            }
        }

        assertThat(calls).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2_048})
    void a_damaged_store_is_renamed_and_its_readable_answers_are_recovered(int firstByteInPage)
            throws IOException {
        try (AnswerStore store = open()) {
            var pending = new ArrayList<CompletableFuture<Completion>>();
            for (int i = 0; i < 5_000; i++) {
                pending.add(getAsync(store, model("m"), "prompt " + i, 0));
            }
            pending.forEach(CompletableFuture::join);
        }
        try (var file = new RandomAccessFile(folder.resolve("answers.db").toFile(), "rw")) {
            file.seek(file.length() / 2 / 4_096 * 4_096 + firstByteInPage);
            file.write(new byte[40_000]);
        }
        calls.set(0);

        try (AnswerStore store = open()) {
            for (int i = 0; i < 5_000; i++) {
                assertThat(get(store, model("m"), "prompt " + i, 0).text())
                        .isEqualTo("answer to prompt " + i);
            }
        }

        assertThat(folder.resolve("answers.db.damaged-1")).exists();
        assertThat(calls.get()).as("lost answers of 5,000").isBetween(1, 1_000);
    }

    @Test
    void a_file_that_is_not_a_store_is_renamed() throws IOException {
        Files.writeString(folder.resolve("answers.db"), "this is a long text, not a database");

        try (AnswerStore store = open()) {
            assertThat(get(store, model("m"), "p", 0).text()).isEqualTo("answer to p");
        }

        assertThat(folder.resolve("answers.db.damaged-1"))
                .hasContent("this is a long text, not a database");
    }

    @Test
    void a_locked_store_is_not_renamed() throws Exception {
        try (AnswerStore store = open()) {
            get(store, model("m"), "p", 0);
            try (Connection other =
                            DriverManager.getConnection(
                                    "jdbc:sqlite:" + folder.resolve("answers.db"));
                    Statement lock = other.createStatement()) {
                lock.execute("BEGIN IMMEDIATE");
                CompletableFuture<Completion> blocked = getAsync(store, model("m"), "q", 0);
                assertThat(get(store, model("m"), "p", 0).text()).isEqualTo("answer to p");
                assertThat(blocked).isNotDone();
                lock.execute("COMMIT");
                assertThat(blocked.join().text()).isEqualTo("answer to q");
            }
        }
        assertThat(folder.resolve("answers.db.damaged-1")).doesNotExist();
    }

    @Test
    void a_path_that_cannot_be_created_is_named_with_the_fix() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "a file, not a folder");

        assertThatThrownBy(
                        () ->
                                AnswerStore.open(
                                        file.resolve("answers.db"),
                                        folder,
                                        NOON,
                                        Budget.unlimited()))
                .isInstanceOf(AnswerStoreException.class)
                .hasMessageContaining(
                        "The answer store %s cannot be opened: "
                                .formatted(file.resolve("answers.db")))
                .hasMessageEndingWith(
                        ". Check its folder, or choose another file with -Dinward.store=");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void a_file_that_cannot_grow_is_an_error_with_the_fix_and_loses_no_received_answer()
            throws Exception {
        var limited = new ArrayList<>(List.of("bash", "-c", "ulimit -f 4096; exec \"$0\" \"$@\""));
        limited.addAll(writerCommand("full", 1_000_000));
        Process writer = start("full", limited);
        assertThat(writer.waitFor()).isNotZero();
        List<String> acknowledged = acknowledgedBy("full");

        assertThat(Files.readString(folder.resolve("full.err")))
                .contains("answers.db cannot keep an answer: the disk ")
                .contains(
                        "Check this disk and its free space, or choose another file with -Dinward.store=");
        assertThat(acknowledged).isNotEmpty();
        try (AnswerStore store = open()) {
            for (String prompt : acknowledged) {
                get(store, model("full"), prompt, 0);
            }
        }
        assertThat(calls).hasValue(0);
    }

    @Test
    void a_read_only_store_is_named_with_the_fix() throws IOException {
        try (AnswerStore store = open()) {
            get(store, model("m"), "p", 0);
        }
        Path file = folder.resolve("answers.db");
        assumeTrue(
                file.toFile().setReadOnly() && !Files.isWritable(file),
                "the user of this test may write to any file");

        assertThatThrownBy(this::open)
                .isInstanceOf(AnswerStoreException.class)
                .hasMessageContaining("answers.db cannot be opened")
                .hasMessageContaining("-Dinward.store=");
    }

    /** Runs in its own process. Requests answers and prints the prompt of each received one. */
    public static final class Writer {

        private Writer() {}

        /** Arguments: the file of the store, the name of the model, the number of answers. */
        public static void main(String[] arguments) {
            IdentifiedModel model =
                    modelOf(
                            List.of(arguments[1]),
                            prompt ->
                                    CompletableFuture.completedFuture(
                                            Completion.of("yes ".repeat(2_000))));
            try (AnswerStore store =
                    AnswerStore.open(
                            Path.of(arguments[0]),
                            Path.of(arguments[0]).resolveSibling("reports"),
                            Clock.systemUTC(),
                            Budget.unlimited())) {
                for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
                    String prompt = "prompt " + i + ".";
                    getAsync(store, model, prompt, 0).join();
                    System.out.println(prompt);
                    System.out.flush();
                }
            }
        }
    }

    private Process writer(String model, int answers) throws IOException {
        return start(model, writerCommand(model, answers));
    }

    private List<String> writerCommand(String model, int answers) {
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

    private Process start(String model, List<String> command) throws IOException {
        Files.createFile(folder.resolve(model + ".out"));
        return new ProcessBuilder(command)
                .redirectError(folder.resolve(model + ".err").toFile())
                .redirectOutput(folder.resolve(model + ".out").toFile())
                .start();
    }

    /** Returns the prompts that a process printed; an incomplete line is skipped. */
    private List<String> acknowledgedBy(String model) throws IOException {
        return Files.readAllLines(folder.resolve(model + ".out")).stream()
                .filter(line -> line.startsWith("prompt ") && line.endsWith("."))
                .toList();
    }

    private AnswerStore open() {
        return AnswerStore.open(
                folder.resolve("answers.db"), folder.resolve("reports"), NOON, Budget.unlimited());
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

    private static CompletableFuture<Completion> getAsync(
            AnswerStore store, IdentifiedModel model, String prompt, int sample) {
        return store.answer(new AnswerRequest(model, "m", "topic", Prompt.ofUser(prompt), sample))
                .thenApply(AnswerResult::completion);
    }

    private static Completion get(
            AnswerStore store, IdentifiedModel model, String prompt, int sample) {
        return getAsync(store, model, prompt, sample).join();
    }
}
