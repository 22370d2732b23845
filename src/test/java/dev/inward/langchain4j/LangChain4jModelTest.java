package dev.inward.langchain4j;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.model.Message;
import dev.inward.model.Message.Role;
import dev.inward.model.Prompt;
import dev.inward.model.RequestFingerprint;
import dev.inward.model.Usage;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.AuthenticationException;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A model of LangChain4j, written by hand here, as a model to ask. */
class LangChain4jModelTest {

    private static final Prompt QUESTION = Prompt.ofUser("Which?");

    private final List<LangChain4jModel> opened = new ArrayList<>();

    /** A model that LangChain4j knows nothing of. */
    private record HandWritten(
            Function<ChatRequest, ChatResponse> answer,
            ModelProvider provider,
            ChatRequestParameters defaultRequestParameters)
            implements ChatModel {

        HandWritten(Function<ChatRequest, ChatResponse> answer) {
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
    void an_answer_comes_with_what_it_took_and_who_gave_it() {
        Completion completion =
                ask(
                        answer("lion")
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
    void every_turn_is_put_in_the_mouth_it_came_from() {
        var asked = new ConcurrentLinkedQueue<ChatRequest>();
        LangChain4jModel model =
                open(
                        new HandWritten(
                                request -> {
                                    asked.add(request);
                                    return says("lion");
                                }));

        model.complete(
                        new Prompt(
                                List.of(
                                        new Message(Role.SYSTEM, "Be brief."),
                                        new Message(Role.USER, "Which?"),
                                        new Message(Role.ASSISTANT, "owl"),
                                        new Message(Role.USER, "And then?"))))
                .join();

        assertThat(asked).hasSize(1);
        assertThat(asked.element().messages())
                .containsExactly(
                        SystemMessage.from("Be brief."),
                        UserMessage.from("Which?"),
                        AiMessage.from("owl"),
                        UserMessage.from("And then?"));
        assertThat(asked.element().temperature()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "STOP, STOP",
        "LENGTH, LENGTH",
        "CONTENT_FILTER, CONTENT_FILTER",
        "TOOL_EXECUTION, OTHER",
        "OTHER, OTHER",
        ", OTHER"
    })
    void why_it_stopped_is_told_and_not_guessed_where_nobody_says(
            dev.langchain4j.model.output.FinishReason said, FinishReason told) {
        assertThat(ask(answer("lion").finishReason(said).build()).finishReason()).isEqualTo(told);
    }

    @Test
    void a_model_that_calls_a_tool_has_said_nothing() {
        AiMessage call = AiMessage.from(ToolExecutionRequest.builder().name("weather").build());

        assertThat(ask(ChatResponse.builder().aiMessage(call).build()).text()).isEmpty();
    }

    @Test
    void tokens_that_nobody_counted_are_none() {
        assertThat(ask(says("lion")).usage()).isEqualTo(Usage.UNKNOWN);
        assertThat(ask(answer("lion").tokenUsage(new TokenUsage(7)).build()).usage())
                .isEqualTo(new Usage(7, 0, 0));
    }

    static Stream<RuntimeException> what_no_other_prompt_will_fare_better_with() {
        return Stream.of(
                new AuthenticationException("who are you?"),
                new ModelNotFoundException("who are you?"));
    }

    @ParameterizedTest
    @MethodSource
    void what_no_other_prompt_will_fare_better_with(RuntimeException failure) {
        assertThat(failureOf(failure))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("model 'mine', supplied by com.example.Mine")
                .hasMessageContaining("who are you?")
                .hasMessageContaining("check the key")
                .hasCause(failure);
    }

    static Stream<RuntimeException> any_other_failure_is_handed_on_as_it_is() {
        return Stream.of(
                new RateLimitException("busy"),
                new TimeoutException("slow"),
                new InternalServerException("broken"),
                new InvalidRequestException("too long"),
                new IllegalStateException("a mistake of the model's own"));
    }

    @ParameterizedTest
    @MethodSource
    void any_other_failure_is_handed_on_as_it_is(RuntimeException failure) {
        assertThat(failureOf(failure)).isSameAs(failure);
    }

    @Test
    void as_many_prompts_are_asked_at_once_as_the_entry_says() {
        var both = new CyclicBarrier(2);
        var threads = new ConcurrentLinkedQueue<Thread>();
        LangChain4jModel model =
                open(
                        new HandWritten(
                                request -> {
                                    threads.add(Thread.currentThread());
                                    await(both);
                                    return says("lion");
                                }));

        List<CompletableFuture<Completion>> answers =
                IntStream.range(0, 6).mapToObj(i -> model.complete(QUESTION)).toList();

        assertThat(answers).allMatch(answer -> answer.join().text().equals("lion"));
        assertThat(threads.stream().distinct())
                .hasSize(2)
                .allMatch(Thread::isDaemon)
                .allMatch(thread -> thread.getName().equals("langchain4j-mine"));
    }

    @Test
    void nobody_waits_for_a_model_that_is_closed() throws InterruptedException {
        var asked = new CountDownLatch(2);
        LangChain4jModel model =
                open(
                        new HandWritten(
                                request -> {
                                    asked.countDown();
                                    await(new CyclicBarrier(2));
                                    return says("lion");
                                }));
        List<CompletableFuture<Completion>> answers =
                IntStream.range(0, 3).mapToObj(i -> model.complete(QUESTION)).toList();
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

        model.close();

        assertThat(answers)
                .allSatisfy(
                        answer ->
                                assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
                                        .hasCauseInstanceOf(IllegalStateException.class));
        assertThatThrownBy(model.complete(QUESTION)::join)
                .hasRootCauseMessage("model 'mine' was closed before it answered");
    }

    @Test
    void a_model_is_who_its_supplier_and_its_parameters_make_it() {
        assertThat(open(new HandWritten(request -> says("lion"))).identity(QUESTION))
                .containsExactly(
                        "langchain4j",
                        "OTHER",
                        "com.example.Mine",
                        "dev.langchain4j.model.chat.request.DefaultChatRequestParameters{modelName: \"tiny\", stopSequences: [], temperature: 0.0, toolSpecifications: []}",
                        "USER",
                        "Which?");
    }

    @Test
    void what_is_requested_of_it_tells_its_id_from_how_answers_are_drawn() {
        assertThat(open(new HandWritten(request -> says("lion"))).requested())
                .contains(
                        new RequestFingerprint(
                                "tiny",
                                "dev.langchain4j.model.chat.request.DefaultChatRequestParameters{modelName: \"\", stopSequences: [], temperature: 0.0, toolSpecifications: []}"));
    }

    @Test
    void a_model_goes_by_any_name_and_stays_the_same() {
        var model = new HandWritten(request -> says("lion"));
        var copy = new LangChain4jModel(supplier("copy of mine", "com.example.Mine"), model, 1);
        opened.add(copy);

        assertThat(copy.identity(QUESTION)).isEqualTo(open(model).identity(QUESTION));
    }

    @Test
    void whatever_may_change_an_answer_makes_another_model_or_prompt() {
        ChatRequestParameters tiny = ChatRequestParameters.builder().modelName("tiny").build();
        ChatRequestParameters warm =
                ChatRequestParameters.builder().modelName("tiny").temperature(1.0).build();
        var ours = new HandWritten(request -> says("lion"), ModelProvider.OTHER, tiny);
        var others = new LangChain4jModel(supplier("mine", "com.example.Others"), ours, 1);
        opened.add(others);

        assertThat(
                        Stream.of(
                                open(ours).identity(QUESTION),
                                open(ours).identity(Prompt.ofUser("Which one?")),
                                open(ours)
                                        .identity(
                                                new Prompt(
                                                        List.of(
                                                                new Message(
                                                                        Role.SYSTEM, "Which?")))),
                                others.identity(QUESTION),
                                open(new HandWritten(ours.answer(), ModelProvider.OLLAMA, tiny))
                                        .identity(QUESTION),
                                open(new HandWritten(ours.answer(), ModelProvider.OTHER, warm))
                                        .identity(QUESTION)))
                .doesNotHaveDuplicates();
    }

    private Completion ask(ChatResponse response) {
        return open(new HandWritten(request -> response)).complete(QUESTION).join();
    }

    private Throwable failureOf(RuntimeException failure) {
        LangChain4jModel model =
                open(
                        new HandWritten(
                                request -> {
                                    throw failure;
                                }));
        Throwable thrown = catchThrowable(model.complete(QUESTION)::join);
        assertThat(thrown).isInstanceOf(CompletionException.class);
        return requireNonNull(thrown.getCause());
    }

    private LangChain4jModel open(ChatModel model) {
        var opening = new LangChain4jModel(supplier("mine", "com.example.Mine"), model, 2);
        opened.add(opening);
        return opening;
    }

    private static SupplierClass supplier(String model, String name) {
        return new SupplierClass(model, name);
    }

    private static ChatResponse says(String text) {
        return answer(text).build();
    }

    private static ChatResponse.Builder answer(String text) {
        return ChatResponse.builder().aiMessage(AiMessage.from(text));
    }

    private static void await(CyclicBarrier others) {
        try {
            others.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("nobody came", e);
        }
    }
}
