package dev.inward.springai;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.retry.NonTransientAiException;
import org.springframework.ai.retry.TransientAiException;
import org.springframework.ai.tool.function.FunctionToolCallback;

/** Calls a custom model of Spring AI through the adapter. */
class SpringAiModelTest {

    private static final Prompt PROMPT = Prompt.ofUser("Which?");
    private static final ChatOptions TINY =
            ChatOptions.builder().model("tiny").temperature(0.0).build();

    private final List<SpringAiModel> opened = new ArrayList<>();

    /** A model that is not part of Spring AI. */
    private record CustomModel(
            Function<org.springframework.ai.chat.prompt.Prompt, ChatResponse> answer,
            ChatOptions getDefaultOptions)
            implements ChatModel {

        CustomModel(Function<org.springframework.ai.chat.prompt.Prompt, ChatResponse> answer) {
            this(answer, TINY);
        }

        @Override
        public ChatResponse call(org.springframework.ai.chat.prompt.Prompt prompt) {
            return answer.apply(prompt);
        }
    }

    @AfterEach
    void close() {
        opened.forEach(SpringAiModel::close);
    }

    @Test
    void an_answer_includes_usage_and_served_model() {
        Completion completion =
                complete(
                        new ChatResponse(
                                List.of(generation("lion", "STOP")),
                                ChatResponseMetadata.builder()
                                        .id("r-7")
                                        .model("tiny-2026")
                                        .usage(new DefaultUsage(12, 3))
                                        .build()));

        assertThat(completion.text()).isEqualTo("lion");
        assertThat(completion.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(completion.usage()).isEqualTo(new Usage(12, 0, 3));
        assertThat(completion.servedModel()).contains("tiny-2026");
        assertThat(completion.requestId()).contains("r-7");
        assertThat(completion.raw()).isEmpty();
    }

    @Test
    void what_a_response_does_not_say_is_unknown() {
        Completion completion = complete(response("lion", "STOP"));

        assertThat(completion.usage()).isEqualTo(Usage.UNKNOWN);
        assertThat(completion.servedModel()).isEmpty();
        assertThat(completion.requestId()).isEmpty();
    }

    @Test
    void every_message_keeps_its_role_and_no_option_is_added() {
        var prompts = new ConcurrentLinkedQueue<org.springframework.ai.chat.prompt.Prompt>();
        SpringAiModel model =
                answering(
                        prompt -> {
                            prompts.add(prompt);
                            return response("lion", "STOP");
                        });

        model.complete(
                        new Prompt(
                                List.of(
                                        new Message(Role.SYSTEM, "Be brief."),
                                        new Message(Role.USER, "Which?"),
                                        new Message(Role.ASSISTANT, "owl"),
                                        new Message(Role.USER, "And then?"))))
                .join();

        assertThat(prompts).hasSize(1);
        assertThat(prompts.element().getOptions()).isNull();
        assertThat(prompts.element().getInstructions())
                .extracting(message -> message.getMessageType() + ": " + message.getText())
                .containsExactly(
                        "SYSTEM: Be brief.", "USER: Which?", "ASSISTANT: owl", "USER: And then?");
    }

    /** The words of the clients of OpenAI, Anthropic, Bedrock, Mistral, Gemini, Ollama, Cohere. */
    @ParameterizedTest
    @CsvSource({
        "STOP, STOP, lion",
        "stop, STOP, lion",
        "end_turn, STOP, lion",
        "stop_sequence, STOP, lion",
        "COMPLETE, STOP, lion",
        "LENGTH, LENGTH, lion",
        "max_tokens, LENGTH, lion",
        "MODEL_LENGTH, LENGTH, lion",
        "refusal, REFUSAL, lion",
        "CONTENT_FILTER, CONTENT_FILTER, ''",
        "content_filtered, CONTENT_FILTER, ''",
        "guardrail_intervened, CONTENT_FILTER, ''",
        "SAFETY, CONTENT_FILTER, ''",
    })
    void the_finish_reason_is_converted(String original, FinishReason converted, String text) {
        Completion completion = complete(response("lion", original));

        assertThat(completion.finishReason()).isEqualTo(converted);
        assertThat(completion.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "error", "TOOL_CALLS", "load"})
    void a_response_that_does_not_say_that_the_model_finished_is_requested_again(
            @Nullable String reason) {
        assertThat(answerAfter(response("half a li", reason)).text()).isEqualTo("lion");
    }

    @Test
    void a_response_that_calls_a_tool_is_requested_again() {
        var call = new AssistantMessage.ToolCall("1", "function", "f", "{}");
        AssistantMessage message =
                AssistantMessage.builder().content("").toolCalls(List.of(call)).build();

        assertThat(answerAfter(new ChatResponse(List.of(generation(message, "STOP")))).text())
                .isEqualTo("lion");
    }

    @Test
    void a_response_without_a_generation_is_requested_again() {
        assertThat(answerAfter(new ChatResponse(List.of())).text()).isEqualTo("lion");
    }

    @Test
    void a_refusal_in_a_field_of_its_own_is_the_text() {
        AssistantMessage message =
                AssistantMessage.builder()
                        .content("")
                        .properties(Map.of("refusal", "I will not say."))
                        .build();

        Completion completion = complete(new ChatResponse(List.of(generation(message, "STOP"))));

        assertThat(completion.finishReason()).isEqualTo(FinishReason.REFUSAL);
        assertThat(completion.text()).isEqualTo("I will not say.");
    }

    @Test
    void a_response_that_never_says_that_the_model_finished_is_missing_after_nine_tries() {
        var tries = new AtomicInteger();
        SpringAiModel model =
                answering(
                        prompt -> {
                            tries.incrementAndGet();
                            return response("half a li", null);
                        });

        assertThatThrownBy(model.complete(PROMPT)::join)
                .cause()
                .hasMessage(
                        "Model 'mine', supplied by com.example.Mine, gives no answer: the response has no finish reason. Let the ChatModel of this class report how each answer ended.")
                .isInstanceOfSatisfying(
                        ApiException.class, failure -> assertThat(failure.isTransient()).isTrue());
        assertThat(tries).hasValue(9);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 404, 405, 410})
    void a_failure_that_affects_every_prompt_is_a_configuration_error(int status) {
        var failure = new NonTransientAiException(status + " - who are you?");

        assertThat(failureOf(failure))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Model 'mine', supplied by com.example.Mine")
                .hasMessageContaining("who are you?")
                .hasMessageContaining("Check the key")
                .hasCause(failure);
    }

    @Test
    void the_status_is_found_in_the_cause_too() {
        var failure =
                new IllegalStateException(
                        "the call failed", new NonTransientAiException("401 - who are you?"));

        assertThat(failureOf(failure)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"400, PROMPT", "413, PROMPT", "422, PROMPT", "403, FORBIDDEN", "503, WAITED_FOR"})
    void another_status_says_how_far_the_failure_reaches(int status, ApiException.Kind kind) {
        assertThat(failureOf(new TransientAiException(status + " - too long")))
                .hasMessageContaining("Model 'mine', supplied by com.example.Mine, gives no answer")
                .hasMessageContaining("too long")
                .isInstanceOfSatisfying(
                        ApiException.class, api -> assertThat(api.kind()).isEqualTo(kind));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 425, 429})
    void a_rate_limit_which_spring_ai_does_not_wait_for_is_requested_again(int status) {
        var failures = new AtomicInteger();
        SpringAiModel model =
                answering(
                        prompt -> {
                            if (failures.incrementAndGet() < 3) {
                                throw new NonTransientAiException(status + " - busy");
                            }
                            return response("lion", "STOP");
                        });

        assertThat(model.complete(PROMPT).join().text()).isEqualTo("lion");
        assertThat(failures).hasValue(3);
    }

    @Test
    void a_prompt_that_the_providers_filter_blocks_has_a_filtered_answer() {
        SpringAiModel model =
                answering(
                        prompt -> {
                            throw new NonTransientAiException(
                                    "400 - {\"error\": {\"code\": \"content_filter\"}}");
                        });

        Completion completion = model.complete(PROMPT).join();

        assertThat(completion.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(completion.text()).isEmpty();
    }

    static Stream<RuntimeException> any_other_failure_is_unchanged() {
        return Stream.of(
                new NonTransientAiException("who are you?"),
                new IllegalStateException("401 mistakes of the model's own"),
                new IllegalStateException());
    }

    @ParameterizedTest
    @MethodSource
    void any_other_failure_is_unchanged(RuntimeException failure) {
        assertThat(failureOf(failure)).isSameAs(failure);
    }

    @Test
    void supplier_and_options_identify_a_model() {
        assertThat(answering(prompt -> response("lion", "STOP")).identity(PROMPT))
                .containsExactly(
                        "spring-ai",
                        CustomModel.class.getName(),
                        "com.example.Mine",
                        "org.springframework.ai.chat.prompt.DefaultChatOptions{model: \"tiny\", temperature: 0.0}",
                        "USER",
                        "Which?");
    }

    @Test
    void the_fingerprint_separates_the_model_id_from_the_options() {
        assertThat(answering(prompt -> response("lion", "STOP")).requestFingerprint())
                .contains(
                        new RequestFingerprint(
                                "tiny",
                                "org.springframework.ai.chat.prompt.DefaultChatOptions{model: \"\", temperature: 0.0}"));
    }

    @Test
    void without_a_model_id_the_supplier_stands_in_the_fingerprint() {
        var model =
                new CustomModel(prompt -> response("lion", "STOP"), ChatOptions.builder().build());

        assertThat(open(model).requestFingerprint())
                .get()
                .extracting(RequestFingerprint::model)
                .isEqualTo("com.example.Mine");
    }

    @Test
    void the_identity_of_the_model_alone_has_neither_options_nor_prompt() {
        assertThat(answering(prompt -> response("lion", "STOP")).modelIdentity())
                .containsExactly(
                        "spring-ai", CustomModel.class.getName(), "com.example.Mine", "tiny");
    }

    @Test
    void the_identity_of_a_lambda_is_the_same_in_every_jvm() {
        ChatModel lambda = prompt -> response("lion", "STOP");

        assertThat(open(lambda).modelIdentity())
                .contains(SpringAiModelTest.class.getName())
                .noneMatch(part -> part.contains("Lambda"));
    }

    @Test
    void the_name_of_a_model_does_not_change_its_identity() {
        var model = new CustomModel(prompt -> response("lion", "STOP"));
        var copy = new SpringAiModel(entry("copy of mine", "com.example.Mine"), model);
        opened.add(copy);

        assertThat(copy.identity(PROMPT)).isEqualTo(open(model).identity(PROMPT));
    }

    @Test
    void everything_that_may_change_an_answer_changes_the_identity() {
        var ours = new CustomModel(prompt -> response("lion", "STOP"));
        var others = new SpringAiModel(entry("mine", "com.example.Others"), ours);
        opened.add(others);
        ChatOptions warm = ChatOptions.builder().model("tiny").temperature(1.0).build();
        ChatModel another = prompt -> response("lion", "STOP");

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
                                open(another).identity(PROMPT),
                                open(new CustomModel(ours.answer(), warm)).identity(PROMPT)))
                .doesNotHaveDuplicates();
    }

    @Test
    void headers_are_part_of_neither_identity_nor_fingerprint() {
        OpenAiChatOptions options =
                OpenAiChatOptions.builder()
                        .model("tiny")
                        .httpHeaders(Map.of("Authorization", "Bearer sk-very-secret"))
                        .build();
        SpringAiModel model = open(new CustomModel(prompt -> response("lion", "STOP"), options));

        assertThat(model.identity(PROMPT).toString() + model.requestFingerprint())
                .contains("tiny")
                .doesNotContain("secret")
                .doesNotContain("Authorization");
    }

    @Test
    void a_model_with_tools_is_refused() {
        var options =
                ToolCallingChatOptions.builder()
                        .toolCallbacks(
                                FunctionToolCallback.builder("weather", (String city) -> "sun")
                                        .description("tells the weather")
                                        .inputType(String.class)
                                        .build())
                        .build();

        assertThatThrownBy(() -> open(new CustomModel(prompt -> response("lion", "STOP"), options)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Model 'mine', supplied by com.example.Mine, has tools in its default options. Expected a model without tools, because Inward cannot keep the answers of code that it does not know. Remove the tools in this class.");
    }

    private Completion answerAfter(ChatResponse noAnswer) {
        var responses = new ConcurrentLinkedQueue<>(List.of(noAnswer, response("lion", "STOP")));
        return answering(prompt -> responses.remove()).complete(PROMPT).join();
    }

    private Completion complete(ChatResponse response) {
        return answering(prompt -> response).complete(PROMPT).join();
    }

    private Throwable failureOf(RuntimeException failure) {
        SpringAiModel model =
                answering(
                        prompt -> {
                            throw failure;
                        });
        return requireNonNull(catchThrowable(model.complete(PROMPT)::join).getCause());
    }

    private SpringAiModel answering(
            Function<org.springframework.ai.chat.prompt.Prompt, ChatResponse> answer) {
        return open(new CustomModel(answer));
    }

    private SpringAiModel open(ChatModel model) {
        var adapter =
                new SpringAiModel(entry("mine", "com.example.Mine"), model, Duration.ofNanos(1));
        opened.add(adapter);
        return adapter;
    }

    private static SupplierEntry entry(String model, String name) {
        return new SupplierEntry(new SupplierClass(model, name), 2);
    }

    private static ChatResponse response(String text, @Nullable String reason) {
        return new ChatResponse(List.of(generation(text, reason)));
    }

    private static Generation generation(String text, @Nullable String reason) {
        return generation(new AssistantMessage(text), reason);
    }

    private static Generation generation(AssistantMessage message, @Nullable String reason) {
        return new Generation(
                message, ChatGenerationMetadata.builder().finishReason(reason).build());
    }
}
