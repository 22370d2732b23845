package dev.inward.hosted.http;

import static dev.inward.hosted.http.ScriptedServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.hosted.AnthropicDialect;
import dev.inward.hosted.GeminiDialect;
import dev.inward.hosted.OpenAiDialect;
import dev.inward.model.ApiException;
import dev.inward.model.Completion;
import dev.inward.model.FailureCauses;
import dev.inward.model.FinishReason;
import dev.inward.model.Prompt;
import dev.inward.model.Tool;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Prompts with tools, and the answers that call them, in all three dialects. */
class ToolsTest {

    private static final String SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"},\"days\":{\"type\":\"integer\",\"maximum\":7}},\"required\":[\"city\"],\"additionalProperties\":false}";

    private static final Prompt PROMPT =
            Prompt.ofUser("Which?")
                    .withTools(
                            List.of(
                                    new Tool("get_weather", "Tells the weather.", SCHEMA),
                                    new Tool("tell_time", "Tells the time.", Tool.NO_PARAMETERS)));

    private static final String OSLO =
            "[{\"name\":\"get_weather\",\"arguments\":{\"city\":\"Oslo\"}}]";

    private static final String ARGUMENTS = "'arguments': '{\\'city\\': \\'Oslo\\'}'";

    @RegisterExtension final ScriptedServer server = new ScriptedServer();

    private final AtomicReference<String> sent = new AtomicReference<>("");

    @Test
    void an_openai_server_gets_functions() throws IOException {
        reply(openAi("stop", "{'content': 'lion'}"));

        Completion completion = answer(new OpenAiDialect(), PROMPT);

        assertThat(completion.text()).isEqualTo("lion");
        assertThat(completion.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(sentTools())
                .isEqualTo(
                        json(
                                """
                                [{"type": "function",
                                  "function": {"name": "get_weather", "description": "Tells the weather.", "parameters": %s}},
                                 {"type": "function",
                                  "function": {"name": "tell_time", "description": "Tells the time.", "parameters": %s}}]
                                """
                                        .formatted(SCHEMA, Tool.NO_PARAMETERS)));
    }

    @Test
    void anthropic_gets_tools_with_an_input_schema() throws IOException {
        reply(anthropic("end_turn", "{'type': 'text', 'text': 'lion'}"));

        assertThat(answer(new AnthropicDialect(), PROMPT).text()).isEqualTo("lion");
        assertThat(sentTools())
                .isEqualTo(
                        json(
                                """
                                [{"name": "get_weather", "description": "Tells the weather.", "input_schema": %s},
                                 {"name": "tell_time", "description": "Tells the time.", "input_schema": %s}]
                                """
                                        .formatted(SCHEMA, Tool.NO_PARAMETERS)));
    }

    @Test
    void gemini_gets_function_declarations() throws IOException {
        reply(gemini("STOP", "{'text': 'lion'}"));

        assertThat(answer(new GeminiDialect(), PROMPT).text()).isEqualTo("lion");
        assertThat(sentTools())
                .isEqualTo(
                        json(
                                """
                                [{"functionDeclarations": [
                                  {"name": "get_weather", "description": "Tells the weather.", "parametersJsonSchema": %s},
                                  {"name": "tell_time", "description": "Tells the time.", "parametersJsonSchema": %s}]}]
                                """
                                        .formatted(SCHEMA, Tool.NO_PARAMETERS)));
    }

    /** The keys of stored answers are made of the identity. */
    @Test
    void without_tools_a_request_and_its_identity_are_what_they_were() {
        assertThat(identity(new OpenAiDialect(), Prompt.ofUser("Which?")))
                .isEqualTo(
                        "{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"Which?\"}],\"temperature\":0.0,\"max_tokens\":256}");
        assertThat(identity(new AnthropicDialect(), Prompt.ofUser("Which?")))
                .isEqualTo(
                        "{\"model\":\"tiny\",\"max_tokens\":256,\"messages\":[{\"role\":\"user\",\"content\":\"Which?\"}],\"temperature\":0.0}");
        assertThat(identity(new GeminiDialect(), Prompt.ofUser("Which?")))
                .isEqualTo(
                        "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Which?\"}]}],\"generationConfig\":{\"temperature\":0.0,\"maxOutputTokens\":256}}");
    }

    @Test
    void with_other_tools_the_identity_is_another() {
        Prompt other =
                PROMPT.withTools(List.of(new Tool("get_weather", "Tells the weather.", SCHEMA)));

        assertThat(identity(new OpenAiDialect(), PROMPT))
                .contains("\"parameters\":" + SCHEMA)
                .isNotEqualTo(identity(new OpenAiDialect(), other));
    }

    @ParameterizedTest
    @CsvSource({"tool_calls", "TOOL_CALL", "tool_use", "stop"})
    void a_chat_completion_calls_a_tool(String finishReason) {
        reply(openAi(finishReason, openAiCall("get_weather", ARGUMENTS)));

        assertCalls(answer(new OpenAiDialect(), PROMPT), OSLO);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'arguments': {'city': 'Oslo'} | {\"city\":\"Oslo\"}",
                "'arguments': null | {}",
                "'more': 1 | {}",
                "'arguments': '' | \"\"",
                "'arguments': 'Oslo' | \"Oslo\"",
                "'arguments': '[1]' | \"[1]\"",
            },
            quoteCharacter = '`')
    void the_arguments_of_a_chat_completion_are_text_or_json(String arguments, String expected) {
        reply(openAi("tool_calls", openAiCall("get_weather", arguments)));

        assertCalls(
                answer(new OpenAiDialect(), PROMPT),
                "[{\"name\":\"get_weather\",\"arguments\":" + expected + "}]");
    }

    @Test
    void text_beside_calls_is_dropped_and_calls_keep_their_order() {
        reply(
                openAi(
                        "tool_calls",
                        "{'content': 'I look it up.', 'tool_calls': [{'function': {'name': 'tell_time', 'arguments': '{}'}}, {'function': {'name': 'get_weather', "
                                + ARGUMENTS
                                + "}}]}"));

        assertCalls(
                answer(new OpenAiDialect(), PROMPT),
                "[{\"name\":\"tell_time\",\"arguments\":{}},{\"name\":\"get_weather\",\"arguments\":{\"city\":\"Oslo\"}}]");
    }

    @Test
    void anthropic_calls_a_tool_in_a_block() {
        reply(
                anthropic(
                        "tool_use",
                        "{'type': 'text', 'text': 'I look it up.'}, {'type': 'tool_use', 'id': 'a', 'name': 'get_weather', 'input': {'city': 'Oslo'}}"));

        assertCalls(answer(new AnthropicDialect(), PROMPT), OSLO);
    }

    @Test
    void gemini_calls_a_tool_in_a_part() {
        reply(
                gemini(
                        "STOP",
                        "{'text': 'I look it up.'}, {'functionCall': {'name': 'get_weather', 'args': {'city': 'Oslo'}}}"));

        assertCalls(answer(new GeminiDialect(), PROMPT), OSLO);
    }

    @Test
    void gemini_leaves_out_arguments_that_are_empty() {
        reply(gemini("STOP", "{'functionCall': {'name': 'tell_time'}}"));

        assertCalls(
                answer(new GeminiDialect(), PROMPT), "[{\"name\":\"tell_time\",\"arguments\":{}}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'tool_calls': []}",
                "{'tool_calls': null}",
                "{'content': 'lion'}",
                "{'tool_calls': {'function': {'name': 'get_weather'}}}",
                "{'tool_calls': [null]}",
                "{'tool_calls': ['get_weather']}",
                "{'tool_calls': [{'id': 'a', 'type': 'function'}]}",
                "{'tool_calls': [{'function': null}]}",
                "{'tool_calls': [{'function': {'name': null, 'arguments': '{}'}}]}",
                "{'tool_calls': [{'function': {'name': '', 'arguments': '{}'}}]}",
                "{'tool_calls': [{'function': {'name': 'query', 'arguments': '{}'}}]}",
                "{'tool_calls': [{'function': {'name': 'GET_WEATHER', 'arguments': '{}'}}]}",
                "{'tool_calls': [{'function': {'name': 'get_weather', 'arguments': 7}}]}",
                "{'tool_calls': [{'function': {'name': 'get_weather', 'arguments': [1]}}]}",
                "{'tool_calls': [{'type': 'custom', 'custom': {'name': 'get_weather', 'input': 'Oslo'}}]}",
                "{'tool_calls': [{'function': {'name': 'get_weather'}}, {'function': {}}]}",
            })
    void a_chat_completion_with_a_broken_call_is_requested_again(String message) {
        assertNoAnswer(new OpenAiDialect(), openAi("tool_calls", message), PROMPT);
    }

    @ParameterizedTest
    @CsvSource(
            value = {"stop, null", "function_call, null", "stop, 'I look it up.'"},
            quoteCharacter = '`')
    void the_function_call_of_an_old_server_is_no_answer(String finishReason, String content) {
        assertNoAnswer(
                new OpenAiDialect(),
                openAi(
                        finishReason,
                        "{'content': %s, 'function_call': {'name': 'get_weather', 'arguments': '{}'}}"
                                .formatted(content)),
                PROMPT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type': 'text', 'text': 'lion'}",
                "{'type': 'tool_use'}",
                "{'type': 'tool_use', 'name': null, 'input': {}}",
                "{'type': 'tool_use', 'name': 'query', 'input': {}}",
                "{'type': 'tool_use', 'name': 'get_weather', 'input': [1]}",
                "null",
            })
    void a_message_of_anthropic_with_a_broken_call_is_requested_again(String block) {
        assertNoAnswer(new AnthropicDialect(), anthropic("tool_use", block), PROMPT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'functionCall': {}}",
                "{'functionCall': null}",
                "{'functionCall': {'name': 'query', 'args': {}}}",
                "{'functionCall': {'name': 'get_weather', 'args': [1]}}",
            })
    void a_candidate_of_gemini_with_a_broken_call_is_requested_again(String part) {
        assertNoAnswer(new GeminiDialect(), gemini("STOP", part), PROMPT);
    }

    @Test
    void a_message_names_the_tool_that_the_prompt_lacks() {
        reply(openAi("tool_calls", openAiCall("query", ARGUMENTS)));

        assertThat(FailureCauses.causeOf(catchThrowable(() -> answer(new OpenAiDialect(), PROMPT))))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining(
                        "it calls the tool \"query\", which the prompt does not have");
    }

    @Test
    void a_call_of_a_prompt_without_tools_is_no_answer() {
        Prompt plain = Prompt.ofUser("Which?");

        assertNoAnswer(
                new OpenAiDialect(),
                openAi("tool_calls", openAiCall("get_weather", ARGUMENTS)),
                plain);
        assertNoAnswer(
                new AnthropicDialect(),
                anthropic("tool_use", "{'type': 'tool_use', 'name': 'get_weather', 'input': {}}"),
                plain);
        assertNoAnswer(
                new GeminiDialect(),
                gemini("STOP", "{'functionCall': {'name': 'get_weather', 'args': {}}}"),
                plain);
    }

    @Test
    void the_calls_of_a_truncated_answer_are_unknown() {
        reply(
                anthropic(
                        "max_tokens",
                        "{'type': 'tool_use', 'name': 'get_weather', 'input': {'city': 'Os'}}"));
        Completion anthropic = answer(new AnthropicDialect(), PROMPT);
        reply(openAi("length", openAiCall("get_weather", "'arguments': '{'")));
        Completion openAi = answer(new OpenAiDialect(), PROMPT);
        reply(gemini("MAX_TOKENS", "{'functionCall': {'name': 'get_weather', 'args': {}}}"));
        Completion gemini = answer(new GeminiDialect(), PROMPT);

        assertThat(List.of(anthropic, openAi, gemini))
                .allMatch(completion -> completion.finishReason() == FinishReason.LENGTH)
                .allMatch(completion -> completion.text().isEmpty());
    }

    @Test
    void a_refusal_is_a_refusal_also_beside_a_call() {
        reply(
                openAi(
                        "tool_calls",
                        "{'refusal': 'I cannot', 'tool_calls': [{'function': {'name': 'get_weather', 'arguments': '{}'}}]}"));

        Completion completion = answer(new OpenAiDialect(), PROMPT);

        assertThat(completion.finishReason()).isEqualTo(FinishReason.REFUSAL);
        assertThat(completion.text()).isEqualTo("I cannot");
    }

    @Test
    void several_answers_of_one_request_can_call_tools() {
        reply(
                """
                {'choices': [
                  {'finish_reason': 'tool_calls', 'message': %s},
                  {'finish_reason': 'stop', 'message': {'content': 'lion'}}]}
                """
                        .formatted(openAiCall("get_weather", ARGUMENTS)));

        List<Completion> answers =
                server.model(new OpenAiDialect(), Map.of()).complete(PROMPT, 2).join();

        assertThat(answers).extracting(Completion::text).containsExactly(OSLO, "lion");
    }

    @Test
    void a_model_with_tools_of_its_own_cannot_call_those_of_a_prompt() {
        var dialect = new OpenAiDialect();

        assertThat(server.model(dialect, Map.of()).canCallTools()).isTrue();
        assertThat(server.model(dialect, Map.of("body.tools", "[]")).canCallTools()).isFalse();
    }

    @Test
    void tools_count_against_a_limit_of_tokens() {
        var dialect = new AnthropicDialect();
        ApiSettings settings = server.model(dialect, Map.of()).settings();
        int bytes = "get_weatherTells the weather.".length() + SCHEMA.length();

        assertThat(
                        dialect.tokens(settings, PROMPT.withTools(PROMPT.tools().subList(0, 1)), 1)
                                - dialect.tokens(settings, Prompt.ofUser("Which?"), 1))
                .isEqualTo(4 + bytes / 4.0);
    }

    @Test
    void a_plan_counts_the_tokens_of_tools() {
        var model = server.model(new OpenAiDialect(), Map.of());
        String tools =
                ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"get_weather\",\"description\":\"Tells the weather.\",\"parameters\":"
                        + SCHEMA
                        + "}}]";
        Prompt plain = Prompt.ofUser("Which?");
        Prompt withTools = PROMPT.withTools(PROMPT.tools().subList(0, 1));

        assertThat(model.maxUsage(withTools).inputTokens())
                .isEqualTo(model.maxUsage(plain).inputTokens() + tools.length());
    }

    private void assertNoAnswer(Dialect dialect, String body, Prompt prompt) {
        reply(body);
        int before = server.calls();

        assertThat(FailureCauses.causeOf(catchThrowable(() -> answer(dialect, prompt))))
                .isInstanceOfSatisfying(
                        ApiException.class, failure -> assertThat(failure.isTransient()).isTrue());
        assertThat(server.calls() - before).isEqualTo(9);
    }

    private static void assertCalls(Completion completion, String text) {
        assertThat(completion.finishReason()).isEqualTo(FinishReason.TOOL_CALL);
        assertThat(completion.text()).isEqualTo(text);
    }

    private Completion answer(Dialect dialect, Prompt prompt) {
        return server.model(dialect, Map.of()).complete(prompt).join();
    }

    private String identity(Dialect dialect, Prompt prompt) {
        List<String> identity = server.model(dialect, Map.of()).identity(prompt);
        return identity.get(identity.size() - 1);
    }

    private void reply(String body) {
        server.reply(
                (call, request) -> {
                    sent.set(request);
                    return status(200).body(body.replace('\'', '"')).build();
                });
    }

    private static String openAi(String finishReason, String message) {
        return "{'choices': [{'finish_reason': '%s', 'message': %s}]}"
                .formatted(finishReason, message);
    }

    private static String openAiCall(String name, String arguments) {
        return "{'content': null, 'tool_calls': [{'id': 'a', 'type': 'function', 'function': {'name': '%s', %s}}]}"
                .formatted(name, arguments);
    }

    private static String anthropic(String stopReason, String blocks) {
        return "{'stop_reason': '%s', 'content': [%s]}".formatted(stopReason, blocks);
    }

    private static String gemini(String finishReason, String parts) {
        return "{'candidates': [{'finishReason': '%s', 'content': {'parts': [%s]}}]}"
                .formatted(finishReason, parts);
    }

    private JsonNode sentTools() throws IOException {
        return json(sent.get()).path("tools");
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
