package dev.inward.hosted.batch;

import static dev.inward.hosted.batch.BatchTestBench.NOON;
import static dev.inward.hosted.batch.BatchTestBench.ask;
import static dev.inward.hosted.batch.BatchTestBench.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.hosted.AnthropicDialect;
import dev.inward.hosted.OpenAiDialect;
import dev.inward.hosted.http.Dialect;
import dev.inward.knowntruth.BatchServer;
import dev.inward.model.Completion;
import dev.inward.model.Prompt;
import dev.inward.model.UnusableModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A batch is submitted once, whenever a run ends. */
@Timeout(60)
@Tag("slow")
class BatchResumptionTest {

    @TempDir Path folder;

    @RegisterExtension
    final BatchTestBench bench = new BatchTestBench(() -> folder.resolve("batches"));

    private final BatchServer server = bench.server;

    static Stream<Dialect> dialects() {
        return Stream.of(new OpenAiDialect(), new AnthropicDialect());
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void the_next_run_takes_its_answers_from_the_open_batch(Dialect dialect) {
        submitAndClose(dialect, "a", "b");
        server.end("completed");

        List<CompletableFuture<Completion>> answers = ask(bench.open(dialect), "b", "a");
        bench.scheduler.runQuietPeriodTasks();

        assertThat(texts(answers)).containsExactly("re: b", "re: a");
        assertThat(server.submissions()).isEqualTo(1);
        assertThat(server.singleCalls()).isZero();
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void new_prompts_of_the_next_run_get_a_batch_of_their_own(Dialect dialect) {
        submitAndClose(dialect, "a", "b");

        List<CompletableFuture<Completion>> answers = answersOf(bench.open(dialect), "b", "c");

        assertThat(texts(answers)).containsExactly("re: b", "re: c");
        assertThat(server.sizes()).containsExactly(2, 1);
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void answers_that_were_lost_after_delivery_are_read_again_at_no_cost(Dialect dialect) {
        submitAndClose(dialect, "a", "b");
        server.end("completed");

        for (int run = 0; run < 2; run++) {
            List<CompletableFuture<Completion>> answers = ask(bench.open(dialect), "a");
            bench.scheduler.runQuietPeriodTasks();
            assertThat(texts(answers)).containsExactly("re: a");
        }
        assertThat(server.submissions()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void a_run_that_ended_before_it_knew_the_name_of_its_batch_finds_it(Dialect dialect) {
        submitAndClose(dialect, "a", "b");
        bench.removeServerId();

        List<CompletableFuture<Completion>> answers = answersOf(bench.open(dialect), "a", "b");

        assertThat(texts(answers)).containsExactly("re: a", "re: b");
        assertThat(server.submissions()).isEqualTo(1);
        assertThat(bench.records().get(0)).content().contains("batch_0");
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void a_run_that_ended_before_its_submission_is_resumed(Dialect dialect) {
        BatchModel model = bench.open(dialect);
        writeUnsubmittedRecord(model, "a");

        List<CompletableFuture<Completion>> answers = ask(model, "a");
        server.end("completed");
        bench.scheduler.runQuietPeriodTasksUntil(() -> server.submissions() == 1);
        bench.scheduler.runPoll();

        assertThat(texts(answers)).containsExactly("re: a");
        assertThat(bench.records()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void a_batch_of_another_model_is_not_mistaken_for_an_unconfirmed_one(Dialect dialect) {
        ask(bench.openOther(dialect), "a");
        bench.scheduler.runQuietPeriodTasks();
        bench.scheduler.awaitPoll();
        BatchModel model = bench.open(dialect);
        writeUnsubmittedRecord(model, "a");

        List<CompletableFuture<Completion>> answers = ask(model, "a");
        server.end("completed");
        bench.scheduler.runQuietPeriodTasksUntil(() -> server.submissions() == 2);
        bench.scheduler.runPoll();
        bench.scheduler.runPoll();

        assertThat(texts(answers)).containsExactly("re: a");
        assertThat(server.singleCalls()).isZero();
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void a_refresh_takes_no_answer_from_the_batch_of_an_earlier_run(Dialect dialect) {
        submitAndClose(dialect, "a", "b");

        List<CompletableFuture<Completion>> answers = answersOf(bench.openAnew(dialect), "a");

        assertThat(texts(answers)).containsExactly("re: a");
        assertThat(server.sizes()).containsExactly(2, 1);
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void prompts_that_another_process_submitted_are_answered_by_its_batch(Dialect dialect) {
        server.end("completed");
        BatchModel one = bench.open(dialect);
        BatchModel other = bench.open(dialect);
        List<CompletableFuture<Completion>> first = ask(one, "a", "b");
        List<CompletableFuture<Completion>> second = ask(other, "b", "c");
        bench.scheduler.runQuietPeriodTasksUntil(
                () -> server.submissions() == 2 && second.get(0).isDone());
        bench.scheduler.runPoll();
        bench.scheduler.runPoll();

        assertThat(texts(first)).containsExactly("re: a", "re: b");
        assertThat(texts(second)).containsExactly("re: b", "re: c");
        assertThat(server.sizes()).containsExactly(2, 1);
        assertThat(server.singleCalls()).isZero();
    }

    @Test
    void nothing_is_submitted_while_another_process_submits() throws IOException {
        SubmissionLock others = SubmissionLock.tryLock(folder.resolve("batches")).orElseThrow();
        BatchModel model = bench.open(new OpenAiDialect());
        writeUnsubmittedRecord(model, "b");
        List<CompletableFuture<Completion>> answers = ask(model, "a", "b");
        bench.scheduler.runCurrentQuietPeriodTasks();
        bench.scheduler.runCurrentQuietPeriodTasks();
        assertThat(server.requests()).isEmpty();

        others.close();
        server.end("completed");
        bench.scheduler.runQuietPeriodTasksUntil(() -> server.submissions() == 2);
        bench.scheduler.runPoll();
        bench.scheduler.runPoll();
        assertThat(texts(answers)).containsExactly("re: a", "re: b");
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void a_submission_without_a_reply_is_looked_up_before_it_is_repeated(Dialect dialect) {
        server.loseReplies(1);

        List<CompletableFuture<Completion>> answers = answersOf(bench.open(dialect), "a", "b");

        assertThat(texts(answers)).containsExactly("re: a", "re: b");
        assertThat(server.submissions()).isEqualTo(1);
    }

    @Test
    void a_batch_that_the_server_has_lost_is_an_error_that_names_its_record() {
        submitAndClose(new OpenAiDialect(), "a");
        server.takeBatchesAway();

        List<CompletableFuture<Completion>> answers = ask(bench.open(new OpenAiDialect()), "a");
        bench.scheduler.runQuietPeriodTasks();

        assertThatThrownBy(() -> answers.get(0).join())
                .hasCauseInstanceOf(UnusableModelException.class)
                .hasMessageContaining("answered 404")
                .hasMessageContaining(bench.records().get(0).toString());
    }

    @Test
    void a_record_whose_results_are_gone_is_deleted() {
        submitAndClose(new OpenAiDialect(), "a");

        ask(
                bench.open(
                        new OpenAiDialect(),
                        new BatchLimits(1, 1_000_000),
                        NOON.plus(Duration.ofDays(30))),
                "b");

        assertThat(bench.records()).noneMatch(record -> isFirst(record));
    }

    @Test
    void the_wait_for_a_batch_ends_after_a_day() {
        submitAndClose(new OpenAiDialect(), "a");

        List<CompletableFuture<Completion>> answers =
                ask(
                        bench.open(
                                new OpenAiDialect(),
                                new BatchLimits(1, 1_000_000),
                                NOON.plus(Duration.ofHours(26))),
                        "a");
        bench.scheduler.runQuietPeriodTasks();

        assertThatThrownBy(() -> answers.get(0).orTimeout(20, TimeUnit.SECONDS).join())
                .hasCauseInstanceOf(UnusableModelException.class)
                .hasMessageContaining("batch_0 has not ended after more than a day")
                .hasMessageContaining(bench.records().get(0).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    .*                    | `{`                  | Unexpected end
                    .*                    | ``                   | it has no 'schema: 1'
                    "schema" : 1          | `"schema" : 2`       | it has no 'schema: 1'
                    "batch" : "batch_0"   | `"batch" : 0`        | its 'batch' is neither a name nor null
                    "batch" : "batch_0",  | ``                   | its 'batch' is neither a name nor null
                    "requests" : .* ]     | `"requests" : [ ]`   | it has no 'requests'
                    "model" : .* ], "cr   | `"cr`                | it has no 'model'
                    "created" : "2026-11- | `"created" : "2026-` | could not be parsed
                    "name" : "            | `"name" : "0`        | it is the record of
                    """)
    void a_damaged_record_ends_the_study_and_stays_as_it_is(
            String whole, String damaged, String message) throws IOException {
        submitAndClose(new OpenAiDialect(), "a");
        Path record = bench.records().get(0);
        String text = Files.readString(record).replaceAll("\\s+", " ");
        String damage = text.replaceFirst(whole, damaged);
        assertThat(damage).isNotEqualTo(text);
        Files.writeString(record, damage);

        assertThatThrownBy(() -> ask(bench.open(new OpenAiDialect()), "a").get(0).join())
                .hasCauseInstanceOf(UnusableModelException.class)
                .hasMessageContaining(record.toString())
                .hasMessageContaining(message)
                .hasMessageContaining(
                        "delete it to submit its prompts again and pay for them again");
        assertThat(record).hasContent(damage);
        assertThat(server.submissions()).isEqualTo(1);
    }

    /** A run whose batches have ended when it polls them. */
    private List<CompletableFuture<Completion>> answersOf(BatchModel model, String... prompts) {
        server.end("completed");
        List<CompletableFuture<Completion>> answers = ask(model, prompts);
        bench.scheduler.runQuietPeriodTasks();
        bench.scheduler.runPoll();
        return answers;
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void a_second_sample_that_is_stored_first_does_not_end_the_batch(Dialect dialect) {
        BatchModel model = bench.open(dialect);
        writeUnsubmittedRecord(model, "a");

        List<CompletableFuture<Completion>> answers = ask(model, "a", "a");
        answers.get(1).orTimeout(20, TimeUnit.SECONDS).join();
        model.answerStored(Prompt.ofUser("a"));
        assertThat(bench.records()).hasSize(1);
        server.end("completed");
        bench.scheduler.runQuietPeriodTasksUntil(() -> server.submissions() == 1);
        bench.scheduler.runPoll();

        assertThat(texts(answers.subList(0, 1))).containsExactly("re: a");
    }

    /** Leaves the record of a run that was killed just before its submission. */
    private void writeUnsubmittedRecord(BatchModel model, String prompt) {
        List<String> identity = model.identity(Prompt.ofUser(prompt));
        new BatchFolder(folder.resolve("batches"))
                .write(
                        BatchRecord.unsubmitted(
                                identity.subList(0, identity.size() - 1),
                                NOON,
                                List.of(BatchKey.of(identity))));
    }

    private static boolean isFirst(Path record) {
        try {
            return Files.readString(record).contains("batch_0");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A run that submits a batch, and ends before the first answer. */
    private void submitAndClose(Dialect dialect, String... prompts) {
        BatchModel model = bench.open(dialect);
        List<CompletableFuture<Completion>> answers = ask(model, prompts);
        bench.scheduler.runQuietPeriodTasks();
        bench.scheduler.runPoll();
        model.close();
        bench.scheduler.runPoll();
        assertThatThrownBy(() -> answers.get(0).join())
                .hasMessageContaining("the run ended before model");
    }
}
