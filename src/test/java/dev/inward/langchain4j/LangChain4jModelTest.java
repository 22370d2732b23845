package dev.inward.langchain4j;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.inward.model.ApiException;
import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.model.Message;
import dev.inward.model.Message.Role;
import dev.inward.model.Prompt;
import dev.inward.model.RequestFingerprint;
import dev.inward.model.Usage;
import dev.inward.supplied.SupplierClass;
import dev.inward.supplied.SupplierEntry;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;

/** Calls a custom model of LangChain4j through the adapter. */
class LangChain4jModelTest {

    private static final Prompt PROMPT = Prompt.ofUser("Which?");

    private final List<LangChain4jModel> opened = new ArrayList<>();

    /** A model that is not part of LangChain4j. */
    private record CustomModel(
            Function<ChatRequest, ChatResponse> answer,
            ModelProvider provider,
            ChatRequestParameters defaultRequestParameters)
            implements ChatModel {

        CustomModel(Function<ChatRequest, ChatResponse> answer) {
            this(
                    answer,
                    ModelProvider.OTHER,
                    ChatRequestParameters.builder().modelName("tiny").temperature(0.0).build());
        }

        @Override
        public ChatResponse doChat(ChatRequest request) {
            return answer.apply(request);
        }
    }

    @AfterEach
    void close() {
        opened.forEach(LangChain4jModel::close);
    }

    @Test
    void an_answer_includes_usage_and_served_model() {
        Completion completion =
                complete(
                        responseBuilder("lion")
                                .id("r-7")
                                .modelName("tiny-2026")
                                .tokenUsage(new TokenUsage(12, 3))
                                .finishReason(dev.langchain4j.model.output.FinishReason.STOP)
                                .build());

        assertThat(completion.text()).isEqualTo("lion");
        assertThat(completion.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(completion.usage()).isEqualTo(new Usage(12, 0, 3));
        assertThat(completion.servedModel()).contains("tiny-2026");
        assertThat(completion.requestId()).contains("r-7");
        assertThat(completion.raw()).isEmpty();
    }

    @Test
    void every_message_keeps_its_role() {
        var requests = new ConcurrentLinkedQueue<ChatRequest>();
        LangChain4jModel model =
                open(
                        new CustomModel(
                                request -> {
                                    requests.add(request);
                                    return response("lion");
                                }));

        model.complete(
                        new Prompt(
                                List.of(
                                        new Message(Role.SYSTEM, "Be brief."),
                                        new Message(Role.USER, "Which?"),
                                        new Message(Role.ASSISTANT, "owl"),
                                        new Message(Role.USER, "And then?"))))
                .join();

        assertThat(requests).hasSize(1);
        assertThat(requests.element().messages())
                .containsExactly(
                        SystemMessage.from("Be brief."),
                        UserMessage.from("Which?"),
                        AiMessage.from("owl"),
                        UserMessage.from("And then?"));
        assertThat(requests.element().temperature()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"STOP, STOP", "LENGTH, LENGTH", "CONTENT_FILTER, CONTENT_FILTER"})
    void the_finish_reason_is_converted(
            dev.langchain4j.model.output.FinishReason original, FinishReason converted) {
        assertThat(complete(responseBuilder("lion").finishReason(original).build()).finishReason())
                .isEqualTo(converted);
    }

    @ParameterizedTest
    @NullSource
    @EnumSource(
            value = dev.langchain4j.model.output.FinishReason.class,
            names = {"TOOL_EXECUTION", "OTHER"})
    void a_response_that_does_not_say_that_the_model_finished_is_requested_again(
            dev.langchain4j.model.output.@Nullable FinishReason reason) {
        var responses =
                new ConcurrentLinkedQueue<>(
                        List.of(
                                responseBuilder("half a li").finishReason(reason).build(),
                                response("lion")));

        Completion completion =
                open(new CustomModel(request -> responses.remove())).complete(PROMPT).join();

        assertThat(completion.text()).isEqualTo("lion");
    }

    @Test
    void a_response_that_calls_a_tool_and_has_no_text_is_requested_again() {
        var tool = ToolExecutionRequest.builder().id("1").name("f").arguments("{}").build();
        var responses =
                new ConcurrentLinkedQueue<>(
                        List.of(
                                ChatResponse.builder()
                                        .aiMessage(AiMessage.from(tool))
                                        .finishReason(
                                                dev.langchain4j.model.output.FinishReason.STOP)
                                        .build(),
                                response("lion")));

        Completion completion =
                open(new CustomModel(request -> responses.remove())).complete(PROMPT).join();

        assertThat(completion.text()).isEqualTo("lion");
    }

    @Test
    void a_response_that_never_says_that_the_model_finished_is_missing_after_nine_tries() {
        var tries = new AtomicInteger();
        LangChain4jModel model =
                open(
                        new CustomModel(
                                request -> {
                                    tries.incrementAndGet();
                                    return ChatResponse.builder()
                                            .aiMessage(AiMessage.from("half a li"))
                                            .build();
                                }));

        assertThatThrownBy(model.complete(PROMPT)::join)
                .cause()
                .hasMessageContaining("Model 'mine', supplied by com.example.Mine, gives no answer")
                .hasMessageContaining("has no finish reason that LangChain4j knows")
                .isInstanceOfSatisfying(
                        ApiException.class, failure -> assertThat(failure.isTransient()).isTrue());
        assertThat(tries).hasValue(9);
    }

    @Test
    void closing_a_model_fails_a_call_that_waits_for_its_retry() {
        var adapter =
                new LangChain4jModel(
                        entry("mine", "com.example.Mine", 1),
                        new CustomModel(
                                request ->
                                        ChatResponse.builder()
                                                .aiMessage(AiMessage.from("half a li"))
                                                .build()),
                        Duration.ofMillis(20));
        CompletableFuture<Completion> answer = adapter.complete(PROMPT);

        adapter.close();

        assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
                .hasRootCauseMessage("Model 'mine' was closed before it answered.");
    }

    @Test
    void a_prompt_that_the_providers_filter_blocks_has_a_filtered_answer() {
        LangChain4jModel model =
                open(
                        new CustomModel(
                                request -> {
                                    throw new ContentFilteredException("blocked");
                                }));

        Completion completion = model.complete(PROMPT).join();

        assertThat(completion.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(completion.text()).isEmpty();
    }

    @Test
    void missing_token_counts_are_zero() {
        assertThat(complete(response("lion")).usage()).isEqualTo(Usage.UNKNOWN);
        assertThat(complete(responseBuilder("lion").tokenUsage(new TokenUsage(7)).build()).usage())
                .isEqualTo(new Usage(7, 0, 0));
    }

    static Stream<RuntimeException> a_failure_that_affects_every_prompt_is_a_configuration_error() {
        return Stream.of(
                new AuthenticationException("who are you?"),
                new ModelNotFoundException("who are you?"));
    }

    @ParameterizedTest
    @MethodSource
    void a_failure_that_affects_every_prompt_is_a_configuration_error(RuntimeException failure) {
        assertThat(failureOf(failure))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Model 'mine', supplied by com.example.Mine")
                .hasMessageContaining("who are you?")
                .hasMessageContaining("Check the key")
                .hasCause(failure);
    }

    static Stream<RuntimeException> any_other_failure_is_unchanged() {
        return Stream.of(
                new RateLimitException("busy"),
                new TimeoutException("slow"),
                new InternalServerException("broken"),
                new InvalidRequestException("too long"),
                new IllegalStateException("a mistake of the model's own"));
    }

    @ParameterizedTest
    @MethodSource
    void any_other_failure_is_unchanged(RuntimeException failure) {
        assertThat(failureOf(failure)).isSameAs(failure);
    }

    @Test
    void concurrency_limits_the_calls_in_flight() {
        var both = new CyclicBarrier(2);
        var threads = new ConcurrentLinkedQueue<Thread>();
        LangChain4jModel model =
                open(
                        new CustomModel(
                                request -> {
                                    threads.add(Thread.currentThread());
                                    await(both);
                                    return response("lion");
                                }));

        List<CompletableFuture<Completion>> answers =
                IntStream.range(0, 6).mapToObj(i -> model.complete(PROMPT)).toList();

        assertThat(answers).allMatch(answer -> answer.join().text().equals("lion"));
        assertThat(threads.stream().distinct())
                .hasSize(2)
                .allMatch(Thread::isDaemon)
                .allMatch(thread -> thread.getName().equals("langchain4j-mine"));
    }

    @Test
    void closing_a_model_fails_its_pending_calls() throws InterruptedException {
        var requests = new CountDownLatch(2);
        LangChain4jModel model =
                open(
                        new CustomModel(
                                request -> {
                                    requests.countDown();
                                    await(new CyclicBarrier(2));
                                    return response("lion");
                                }));
        List<CompletableFuture<Completion>> answers =
                IntStream.range(0, 3).mapToObj(i -> model.complete(PROMPT)).toList();
        assertThat(requests.await(10, TimeUnit.SECONDS)).isTrue();

        model.close();

        assertThat(answers)
                .allSatisfy(
                        answer ->
                                assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
                                        .hasCauseInstanceOf(IllegalStateException.class));
        assertThatThrownBy(model.complete(PROMPT)::join)
                .hasRootCauseMessage("Model 'mine' was closed before it answered.");
    }

    @Test
    void supplier_and_parameters_identify_a_model() {
        assertThat(open(new CustomModel(request -> response("lion"))).identity(PROMPT))
                .containsExactly(
                        "langchain4j",
                        "OTHER",
                        "com.example.Mine",
                        "dev.langchain4j.model.chat.request.DefaultChatRequestParameters{modelName: \"tiny\", stopSequences: [], temperature: 0.0, toolSpecifications: []}",
                        "USER",
                        "Which?");
    }

    @Test
    void the_fingerprint_separates_the_model_id_from_the_parameters() {
        assertThat(open(new CustomModel(request -> response("lion"))).requestFingerprint())
                .contains(
                        new RequestFingerprint(
                                "tiny",
                                "dev.langchain4j.model.chat.request.DefaultChatRequestParameters{modelName: \"\", stopSequences: [], temperature: 0.0, toolSpecifications: []}"));
    }

    @Test
    void the_identity_of_the_model_alone_has_neither_parameters_nor_prompt() {
        assertThat(open(new CustomModel(request -> response("lion"))).modelIdentity())
                .containsExactly("langchain4j", "OTHER", "com.example.Mine", "tiny");
    }

    @Test
    void the_name_of_a_model_does_not_change_its_identity() {
        var model = new CustomModel(request -> response("lion"));
        var copy = new LangChain4jModel(entry("copy of mine", "com.example.Mine", 1), model);
        opened.add(copy);

        assertThat(copy.identity(PROMPT)).isEqualTo(open(model).identity(PROMPT));
    }

    @Test
    void everything_that_may_change_an_answer_changes_the_identity() {
        ChatRequestParameters tiny = ChatRequestParameters.builder().modelName("tiny").build();
        ChatRequestParameters warm =
                ChatRequestParameters.builder().modelName("tiny").temperature(1.0).build();
        var ours = new CustomModel(request -> response("lion"), ModelProvider.OTHER, tiny);
        var others = new LangChain4jModel(entry("mine", "com.example.Others", 1), ours);
        opened.add(others);

        assertThat(
                        Stream.of(
                                open(ours).identity(PROMPT),
                                open(ours).identity(Prompt.ofUser("Which one?")),
                                open(ours)
                                        .identity(
                                                new Prompt(
                                                        List.of(
                                                                new Message(
                                                                        Role.SYSTEM, "Which?")))),
                                others.identity(PROMPT),
                                open(new CustomModel(ours.answer(), ModelProvider.OLLAMA, tiny))
                                        .identity(PROMPT),
                                open(new CustomModel(ours.answer(), ModelProvider.OTHER, warm))
                                        .identity(PROMPT)))
                .doesNotHaveDuplicates();
    }

    private Completion complete(ChatResponse response) {
        return open(new CustomModel(request -> response)).complete(PROMPT).join();
    }

    private Throwable failureOf(RuntimeException failure) {
        LangChain4jModel model =
                open(
                        new CustomModel(
                                request -> {
                                    throw failure;
                                }));
        Throwable thrown = catchThrowable(model.complete(PROMPT)::join);
        assertThat(thrown).isInstanceOf(CompletionException.class);
        return requireNonNull(thrown.getCause());
    }

    private LangChain4jModel open(ChatModel model) {
        var adapter =
                new LangChain4jModel(
                        entry("mine", "com.example.Mine", 2), model, Duration.ofNanos(1));
        opened.add(adapter);
        return adapter;
    }

    private static SupplierEntry entry(String model, String name, int concurrency) {
        return new SupplierEntry(new SupplierClass(model, name), concurrency);
    }

    private static ChatResponse response(String text) {
        return responseBuilder(text).build();
    }

    private static ChatResponse.Builder responseBuilder(String text) {
        return ChatResponse.builder()
                .aiMessage(AiMessage.from(text))
                .finishReason(dev.langchain4j.model.output.FinishReason.STOP);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the barrier timed out", e);
        }
    }
}
