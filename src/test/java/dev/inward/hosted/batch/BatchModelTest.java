package dev.inward.hosted.batch;

import static dev.inward.hosted.batch.BatchTestBench.NOON;
import static dev.inward.hosted.batch.BatchTestBench.ask;
import static dev.inward.hosted.batch.BatchTestBench.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.inward.hosted.AnthropicDialect;
import dev.inward.hosted.GeminiProvider;
import dev.inward.hosted.OpenAiDialect;
import dev.inward.hosted.http.ApiModel;
import dev.inward.hosted.http.Dialect;
import dev.inward.knowntruth.BatchServer;
import dev.inward.model.BatchMode;
import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.ModelSpecification;
import dev.inward.model.Price;
import dev.inward.model.Prompt;
import dev.inward.model.Tool;
import dev.inward.model.budget.Budget;
import dev.inward.model.budget.BudgetException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A model behind a batch API, on a local server that has both batch APIs. */
@Timeout(60)
@Tag("slow")
class BatchModelTest {

    @TempDir Path folder;

    @RegisterExtension
    final BatchTestBench bench = new BatchTestBench(() -> folder.resolve("batches"));

    private final BatchServer server = bench.server;

    static Stream<Dialect> dialects() {
        return Stream.of(new OpenAiDialect(), new AnthropicDialect());
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void prompts_that_arrive_together_are_answered_by_one_batch(Dialect dialect) {
        BatchModel model = bench.open(dialect);

        List<CompletableFuture<Completion>> answers = ask(model, "a", "b", "c");
        submitted();
        server.end("completed");
        bench.scheduler.runPoll();

        assertThat(texts(answers)).containsExactly("re: a", "re: b", "re: c");
        assertThat(answers).allMatch(answer -> answer.join().isBatchResult());
        assertThat(server.sizes()).containsExactly(3);
        assertThat(server.singleCalls()).isZero();
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void an_answer_by_batch_is_the_one_that_a_single_call_gets(Dialect dialect) {
        BatchModel model = bench.open(dialect);
        Completion single = bench.single(dialect).complete(Prompt.ofUser("a")).join();

        Completion batched = answersOf(model, "a").get(0).join();

        assertThat(batched)
                .usingRecursiveComparison()
                .ignoringFields("requestId", "isBatchResult")
                .isEqualTo(single);
        assertThat(model.identity(Prompt.ofUser("a")))
                .isEqualTo(bench.single(dialect).identity(Prompt.ofUser("a")));
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void a_batch_has_the_tools_of_its_prompts_and_their_calls_are_answers(Dialect dialect) {
        boolean isAnthropic = dialect instanceof AnthropicDialect;
        String call =
                isAnthropic
                        ? "{'stop_reason': 'tool_use', 'content': [{'type': 'tool_use', 'name': 'look_up', 'input': {'word': 'a'}}]}"
                        : "{'choices': [{'finish_reason': 'tool_calls', 'message': {'tool_calls': [{'function': {'name': 'look_up', 'arguments': '{}'}}]}}]}";
        server.answerInBatches(prompt -> call.replace('\'', '"'));
        Prompt prompt =
                Prompt.ofUser("a")
                        .withTools(List.of(new Tool("look_up", "Looks up.", Tool.NO_PARAMETERS)));
        BatchModel model = bench.open(dialect);

        CompletableFuture<Completion> calls = model.complete(prompt);
        CompletableFuture<Completion> plain = model.complete(Prompt.ofUser("a"));
        submitted();
        server.end("completed");
        bench.scheduler.runPoll();

        assertThat(model.canCallTools()).isTrue();
        assertThat(server.sizes()).containsExactly(2);
        assertThat(server.requests())
                .filteredOn(request -> body(request).contains("\"tools\":[{"))
                .as("the request of the batch has the body of a single call")
                .anyMatch(
                        request ->
                                body(request).contains(bench.single(dialect).requestJson(prompt)));
        assertThat(calls.join().finishReason()).isEqualTo(FinishReason.TOOL_CALL);
        assertThat(calls.join().text())
                .isEqualTo(
                        isAnthropic
                                ? "[{\"name\":\"look_up\",\"arguments\":{\"word\":\"a\"}}]"
                                : "[{\"name\":\"look_up\",\"arguments\":{}}]");
        // A call that the prompt does not allow is no answer, so a single call follows.
        assertThat(texts(List.of(plain))).containsExactly("re: a");
        assertThat(server.singleCalls()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void prompts_of_all_temperatures_are_answered_by_one_batch(Dialect dialect) {
        BatchModel model = bench.open(dialect);
        ChatModel drawing = model.atTemperature(1).orElseThrow();

        List<CompletableFuture<Completion>> answers = new ArrayList<>(ask(model, "a"));
        answers.addAll(ask(drawing, "a", "b", "b"));
        submitted();
        server.end("completed");
        bench.scheduler.runPoll();

        assertThat(texts(answers)).containsExactly("re: a", "re: a", "re: b", "re: b");
        assertThat(server.sizes()).containsExactly(3);
        assertThat(server.singleCalls()).as("the second sample of a prompt").isEqualTo(1);
        assertThat(server.requests())
                .filteredOn(request -> body(request).contains("\"temperature\":0.0"))
                .singleElement()
                .satisfies(batch -> assertThat(body(batch)).contains("\"temperature\":1.0"));
        ((IdentifiedModel) drawing).answerStored(Prompt.ofUser("a"));
        ((IdentifiedModel) drawing).answerStored(Prompt.ofUser("b"));
        assertThat(bench.records()).hasSize(1);
        model.answerStored(Prompt.ofUser("a"));
        assertThat(bench.records()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void a_prompt_at_another_temperature_is_sent_as_a_single_call_at_that_temperature(
            Dialect dialect) {
        server.leaveUnanswered(prompt -> "errored");
        ChatModel drawing = bench.open(dialect).atTemperature(1).orElseThrow();

        assertThat(texts(answersOf(drawing, "a"))).containsExactly("re: a");
        assertThat(server.singleCalls()).isEqualTo(1);
        assertThat(server.requests())
                .filteredOn(request -> body(request).contains("\"temperature\""))
                .hasSize(2)
                .allMatch(request -> body(request).contains("\"temperature\":1.0"));
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void prompts_without_an_answer_are_sent_as_single_calls(Dialect dialect) {
        server.leaveUnanswered(
                prompt -> prompt.equals("b") ? "errored" : prompt.equals("c") ? "expired" : "");

        List<CompletableFuture<Completion>> answers =
                answersOf(bench.open(dialect), "a", "b", "c", "d");

        assertThat(texts(answers)).containsExactly("re: a", "re: b", "re: c", "re: d");
        assertThat(answers.stream().map(answer -> answer.join().isBatchResult()))
                .containsExactly(true, false, false, true);
        assertThat(server.singleCalls()).isEqualTo(2);
    }

    static Stream<Arguments> a_result_of_a_batch_that_is_no_answer_is_requested_by_a_single_call() {
        return Stream.of(
                arguments(
                        new OpenAiDialect(),
                        "{'choices': [{'finish_reason': 'error', 'message': {'content': 'li'}}]}"),
                arguments(
                        new OpenAiDialect(),
                        "{'choices': [{'finish_reason': null, 'message': {'content': 'li'}}]}"),
                arguments(
                        new OpenAiDialect(),
                        "{'error': {'code': 502}, 'choices': [{'finish_reason': 'stop', 'message': {'content': 'li'}}]}"),
                arguments(new OpenAiDialect(), "{'error': {'code': 'rate_limit_exceeded'}}"),
                arguments(new OpenAiDialect(), "{'choices': []}"),
                arguments(
                        new OpenAiDialect(),
                        "{'choices': [{'finish_reason': 'stop', 'message': {'content': ''}}], 'usage': {'completion_tokens': 0}}"),
                arguments(
                        new AnthropicDialect(),
                        "{'stop_reason': 'pause_turn', 'content': [{'type': 'text', 'text': 'li'}]}"),
                arguments(
                        new AnthropicDialect(),
                        "{'stop_reason': null, 'content': [{'type': 'text', 'text': 'li'}]}"),
                arguments(
                        new AnthropicDialect(),
                        "{'type': 'error', 'error': {'type': 'overloaded_error'}}"));
    }

    @ParameterizedTest
    @MethodSource
    void a_result_of_a_batch_that_is_no_answer_is_requested_by_a_single_call(
            Dialect dialect, String body) {
        server.answerInBatches(prompt -> prompt.equals("b") ? body.replace('\'', '"') : "");

        List<CompletableFuture<Completion>> answers = answersOf(bench.open(dialect), "a", "b");

        assertThat(texts(answers)).containsExactly("re: a", "re: b");
        assertThat(answers.stream().map(answer -> answer.join().isBatchResult()))
                .containsExactly(true, false);
        assertThat(server.singleCalls()).isEqualTo(1);
    }

    @Test
    void an_infinite_log_probability_in_the_results_is_read() {
        server.answerInBatches(
                prompt ->
                        """
                        {"choices": [{"finish_reason": "stop", "message": {"content": "lion"},
                          "logprobs": {"content": [{"token": "lion", "logprob": "-Infinity"}]}}]}
                        """);

        List<CompletableFuture<Completion>> answers =
                answersOf(bench.open(new OpenAiDialect()), "a");

        assertThat(texts(answers)).containsExactly("lion");
        assertThat(answers.get(0).join().tokens().get(0).logProbability())
                .isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void the_answers_of_a_batch_that_expires_are_used() {
        server.leaveUnanswered(prompt -> prompt.equals("a") ? "" : "batch_expired");
        BatchModel model = bench.open(new OpenAiDialect());
        List<CompletableFuture<Completion>> answers = ask(model, "a", "b");
        submitted();
        server.end("expired");
        bench.scheduler.runPoll();

        assertThat(texts(answers)).containsExactly("re: a", "re: b");
        assertThat(server.singleCalls()).isEqualTo(1);
    }

    @Test
    void the_prompts_of_a_failed_batch_are_sent_as_single_calls_and_its_record_is_deleted() {
        BatchModel model = bench.open(new OpenAiDialect());
        List<CompletableFuture<Completion>> answers = ask(model, "a", "b");
        submitted();
        server.end("failed");
        bench.scheduler.runPoll();

        assertThat(texts(answers)).containsExactly("re: a", "re: b");
        assertThat(answers).noneMatch(answer -> answer.join().isBatchResult());
        assertThat(bench.records()).isEmpty();
    }

    @Test
    void a_prompt_that_arrives_while_others_gather_joins_them() {
        BatchModel model = bench.open(new OpenAiDialect());
        ask(model, "a");
        ask(model, "b");

        bench.scheduler.runQuietPeriodTasks();
        bench.scheduler.runPoll();

        assertThat(server.sizes()).containsExactly(2);
    }

    @Test
    void a_batch_is_polled_at_growing_intervals() {
        ask(bench.open(new OpenAiDialect()), "a");
        bench.scheduler.runQuietPeriodTasks();

        List<Long> seconds =
                IntStream.range(0, 12)
                        .mapToObj(i -> bench.scheduler.runPoll().toSeconds())
                        .toList();

        assertThat(seconds).startsWith(10L, 15L, 22L, 33L).endsWith(300L, 300L).isSorted();
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void a_server_that_fails_for_a_while_is_polled_again_later(Dialect dialect) {
        server.end("completed");
        server.failLooks(4);

        List<CompletableFuture<Completion>> answers = ask(bench.open(dialect), "a");
        bench.scheduler.runQuietPeriodTasks();
        bench.scheduler.runPoll();

        assertThat(bench.scheduler.runPoll()).isEqualTo(Duration.ofMinutes(5));
        assertThat(texts(answers)).containsExactly("re: a");
    }

    @Test
    void only_an_answer_by_batch_costs_half_the_price() {
        server.leaveUnanswered(prompt -> prompt.equals("b") ? "expired" : "");
        var price = new Price(new BigDecimal(2), BigDecimal.ONE, new BigDecimal(10));

        List<CompletableFuture<Completion>> answers =
                answersOf(bench.open(new AnthropicDialect()), "a", "b");

        assertThat(answers.stream().map(answer -> price.costOf(answer.join())))
                .usingComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .containsExactly(new BigDecimal("0.000020"), new BigDecimal("0.000040"));
    }

    @Test
    void no_batch_holds_more_than_the_budget_allows() {
        BatchModel model = bench.open(new OpenAiDialect());
        var budget = new Budget(null, 2L);
        List<CompletableFuture<Completion>> answers =
                Stream.of("a", "b", "c")
                        .map(text -> budget.complete(model, Prompt.ofUser(text)))
                        .toList();
        submitted();
        server.end("completed");
        bench.scheduler.runPoll();

        assertThat(texts(answers.subList(0, 2))).containsExactly("re: a", "re: b");
        assertThatThrownBy(() -> answers.get(2).join()).hasCauseInstanceOf(BudgetException.class);
        assertThat(server.sizes()).containsExactly(2);
    }

    @Test
    void a_provider_without_a_batch_api_opens_a_model_for_single_calls() {
        try (var provider = new GeminiProvider()) {
            var specification =
                    new ModelSpecification(
                                    "gemini",
                                    "gemini",
                                    Map.of("id", "tiny"),
                                    folder,
                                    folder,
                                    variable -> Optional.empty())
                            .withBatchMode(BatchMode.ON);

            assertThat(provider.open(specification)).isInstanceOf(ApiModel.class);
        }
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void more_than_a_batch_holds_is_split(Dialect dialect) {
        BatchModel model = bench.open(dialect, new BatchLimits(2, 1_000_000), NOON);

        List<CompletableFuture<Completion>> answers = ask(model, "a", "b", "c", "d", "e");
        server.end("completed");
        bench.scheduler.runQuietPeriodTasks();
        bench.scheduler.runPoll();
        bench.scheduler.runPoll();
        bench.scheduler.runPoll();

        assertThat(texts(answers)).containsExactly("re: a", "re: b", "re: c", "re: d", "re: e");
        assertThat(server.sizes()).containsExactlyInAnyOrder(2, 2, 1);
    }

    @Test
    void a_prompt_with_more_bytes_than_a_batch_may_have_is_a_single_call() {
        BatchModel model = bench.open(new OpenAiDialect(), new BatchLimits(100, 1000), NOON);
        String long_ = "x".repeat(400);

        List<CompletableFuture<Completion>> answers =
                ask(model, long_ + "1", long_ + "2", "y".repeat(2000));
        server.end("completed");
        bench.scheduler.runQuietPeriodTasks();
        bench.scheduler.runPoll();
        bench.scheduler.runPoll();

        texts(answers);
        assertThat(server.sizes()).containsExactlyInAnyOrder(1, 1);
        assertThat(answers.get(2).join().isBatchResult()).isFalse();
        assertThat(server.singleCalls()).isEqualTo(1);
    }

    @Test
    void a_second_sample_of_a_prompt_is_a_single_call() {
        BatchModel model = bench.open(new OpenAiDialect());

        List<CompletableFuture<Completion>> answers = answersOf(model, "a", "a");

        assertThat(texts(answers)).containsExactly("re: a", "re: a");
        assertThat(server.sizes()).containsExactly(1);
        assertThat(server.singleCalls()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void a_server_that_refuses_batches_gets_single_calls_from_then_on(Dialect dialect) {
        server.takeBatchesAway();
        BatchModel model = bench.open(dialect);
        List<CompletableFuture<Completion>> answers = ask(model, "a", "b");
        bench.scheduler.runQuietPeriodTasks();

        assertThat(texts(answers)).containsExactly("re: a", "re: b");
        assertThat(texts(ask(model, "c"))).containsExactly("re: c");
        assertThat(bench.scheduler.hasTasks()).isFalse();
        assertThat(bench.records()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void results_that_end_early_are_read_again(Dialect dialect) {
        server.tearResults(1);

        assertThat(texts(answersOf(bench.open(dialect), "a", "b")))
                .containsExactly("re: a", "re: b");
        assertThat(server.singleCalls()).isZero();
    }

    @Test
    void results_at_another_host_are_read_from_the_own_server_and_the_key_stays_there()
            throws IOException {
        try (var elsewhere = new mockwebserver3.MockWebServer()) {
            elsewhere.start();
            server.putResultsAt(elsewhere.url("/results").toString());

            assertThat(texts(answersOf(bench.open(new AnthropicDialect()), "a")))
                    .containsExactly("re: a");
            assertThat(server.singleCalls()).isZero();
            assertThat(elsewhere.getRequestCount()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void a_record_stays_until_every_answer_is_in_the_store(Dialect dialect) throws IOException {
        BatchModel model = bench.open(dialect);
        texts(answersOf(model, "a", "b"));

        model.answerStored(Prompt.ofUser("a"));
        assertThat(bench.records()).hasSize(1);
        assertThat(Files.readString(bench.records().get(0)))
                .contains("batch_0")
                .doesNotContain(BatchTestBench.KEY);
        model.answerStored(Prompt.ofUser("b"));
        assertThat(bench.records()).isEmpty();
    }

    private List<CompletableFuture<Completion>> answersOf(ChatModel model, String... prompts) {
        List<CompletableFuture<Completion>> answers = ask(model, prompts);
        submitted();
        server.end("completed");
        bench.scheduler.runPoll();
        return answers;
    }

    /** Submits what was gathered, and polls once. */
    private static String body(RecordedRequest request) {
        return request.getBody() == null ? "" : request.getBody().utf8();
    }

    private void submitted() {
        bench.scheduler.runQuietPeriodTasks();
        bench.scheduler.runPoll();
        bench.scheduler.awaitPoll();
    }
}
