package dev.inward.hosted.http;

import static dev.inward.hosted.http.TestPrompt.answerOf;
import static dev.inward.hosted.http.TestPrompt.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.inward.hosted.AnthropicDialect;
import dev.inward.hosted.GeminiDialect;
import dev.inward.hosted.OpenAiDialect;
import dev.inward.model.ApiException;
import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.model.Prompt;
import dev.inward.model.TokenLogProbability;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which responses with status 200 are answers, in all three dialects. */
class AnswersTest {

    private static final String LION = choice("\"stop\"", "{\"content\": \"lion\"}");

    @RegisterExtension private final LocalServer local = new LocalServer();
    private final MockWebServer server = local.server();

    @ParameterizedTest
    @CsvSource({
        "stop, STOP",
        "eos, STOP",
        "eos_token, STOP",
        "stop_sequence, STOP",
        "end_turn, STOP",
        "COMPLETE, STOP",
        "length, LENGTH",
        "model_length, LENGTH",
        "MAX_TOKENS, LENGTH",
        "model_context_window_exceeded, LENGTH",
        "content_filter, CONTENT_FILTER",
        "content_filter: RECITATION, CONTENT_FILTER",
        "sensitive, CONTENT_FILTER",
    })
    void a_chat_completion_is_an_answer_if_its_finish_reason_says_so(
            String finishReason, FinishReason expected) {
        enqueue(choice("\"" + finishReason + "\"", "{\"content\": \"lion\"}"));

        Completion completion = answerOf(openAi());

        assertThat(completion.finishReason()).isEqualTo(expected);
        assertThat(completion.text()).isEqualTo("lion");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"error\"",
                "\"abort\"",
                "\"tool_calls\"",
                "\"function_call\"",
                "\"insufficient_system_resource\"",
                "\"network_error\"",
                "\"repetition\"",
                "\"function_call_filter: MALFORMED_FUNCTION_CALL\"",
                "\"\"",
                "\"no such reason\"",
                "null",
                "7",
                "{\"type\": \"stop\"}"
            })
    void a_chat_completion_with_any_other_finish_reason_is_requested_again(String finishReason) {
        enqueue(choice(finishReason, "{\"content\": \"half a li\"}"), LION);

        assertThat(answerOf(openAi()).text()).isEqualTo("lion");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void a_chat_completion_without_a_finish_reason_is_missing_after_all_tries() {
        String cutOff = "{\"choices\": [{\"message\": {\"content\": \"half a li\"}}]}";
        enqueue(cutOff, cutOff, cutOff, cutOff);

        assertThat(failureOf(openAi()))
                .hasMessageContaining("sent no answer: it has no finish reason")
                .isInstanceOfSatisfying(
                        ApiException.class, failure -> assertThat(failure.isTransient()).isTrue());
        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\": []}",
                "{\"choices\": null}",
                "{\"choices\": [null]}",
                "{\"choices\": [{\"finish_reason\": \"stop\"}]}",
                "{\"choices\": [{\"finish_reason\": \"stop\", \"message\": null}]}",
                "{\"choices\": [{\"finish_reason\": \"stop\", \"message\": {\"content\": 7}}]}",
                "{\"id\": \"g\"}",
                "{}",
                "[]",
                "null"
            })
    void json_without_an_answer_is_requested_again(String body) {
        enqueue(body, LION);

        assertThat(answerOf(openAi()).text()).isEqualTo("lion");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\": {\"code\": 502, \"message\": \"Upstream went away\"}}",
                "{\"error\": {\"code\": 429, \"message\": \"slow\"}, \"user_id\": \"x\"}",
                "{\"error\": {\"code\": \"503\", \"message\": \"busy\"}}",
                "{\"error\": {\"code\": \"rate_limit_exceeded\"}}",
                "{\"error\": {\"type\": \"server_error\", \"code\": null}}",
                "{\"error\": {\"message\": \"no code\"}}",
                "{\"error\": \"the model is loading\"}",
                "{\"error\": true}",
                "{\"errors\": [{\"code\": 1000, \"message\": \"no answer\"}], \"success\": false}",
                "[{\"error\": {\"code\": 503, \"status\": \"UNAVAILABLE\"}}]",
                "{\"object\": \"error\", \"message\": \"boom\", \"type\": \"InternalServerError\"}",
                "{\"type\": \"error\", \"error\": {\"type\": \"overloaded_error\"}}",
                "{\"choices\": [{\"finish_reason\": \"error\", \"error\": {\"code\": 502},"
                        + " \"message\": {\"content\": \"li\"}}]}",
                "{\"choices\": [{\"finish_reason\": \"stop\", \"error\": {\"code\": 502},"
                        + " \"message\": {\"content\": \"li\"}}]}",
                "{\"error\": {\"code\": 502}, \"choices\": [{\"finish_reason\": \"stop\","
                        + " \"message\": {\"content\": \"li\"}}]}",
            })
    void a_transient_error_inside_a_200_is_retried_like_its_status(String body) {
        enqueue(body, LION);

        assertThat(answerOf(openAi()).text()).isEqualTo("lion");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'error': {'code': 401, 'message': 'who?'}} | true",
                "{'error': {'code': '403', 'message': 'who?'}} | true",
                "{'error': {'type': 'authentication_error'}} | true",
                "{'error': {'code': 'invalid_api_key', 'type': 'invalid_request_error'}} | true",
                "{'error': {'code': 404, 'message': 'which?'}} | true",
                "{'error': {'code': 'model_not_found'}} | true",
                "{'error': {'type': 'insufficient_quota', 'code': 'insufficient_quota'}} | true",
                "{'choices': [{'finish_reason': 'error', 'error': {'code': 403}}]} | true",
                "{'error': 'Incorrect API key provided'} | true",
                "{'error': {'message': 'Insufficient Balance'}} | true",
                "{'error': {'code': 400, 'message': 'no'}} | ",
                "{'error': {'type': 'invalid_request_error', 'message': 'no'}} | ",
                "{'object': 'error', 'message': 'no', 'type': 'BadRequestError', 'code': 400} | ",
                "{'error': {'status': 'INVALID_ARGUMENT', 'message': 'no'}} | ",
            })
    void a_permanent_error_inside_a_200_is_not_retried(String body, Boolean isConfigurationError) {
        enqueue(body.replace('\'', '"'));

        assertThat(failureOf(openAi()))
                .hasMessageContaining("answered 200 with an error inside")
                .isInstanceOfSatisfying(
                        ApiException.class,
                        failure -> {
                            assertThat(failure.isTransient()).isFalse();
                            if (isConfigurationError != null) {
                                assertThat(failure.isConfigurationError()).isTrue();
                            }
                        });
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"/api, true", "/v1, false"})
    void an_error_of_no_known_kind_inside_a_200_can_come_from_an_address_without_a_version(
            String path, boolean isHinted) {
        String error = "{\"error\": \"Unexpected endpoint or method.\"}";
        enqueue(error, error, error, error);

        assertThat(failureOf(openAi(Map.of("base-url", server.url(path).toString()))))
                .hasMessageEndingWith(
                        "answered 200 with an error inside: Unexpected endpoint or method."
                                + (isHinted
                                        ? "; most servers need an address that ends with /v1"
                                        : ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "\"\"", "false", "{\"code\": null, \"message\": \"\"}"})
    void an_error_field_that_states_no_error_is_ignored(String error) {
        enqueue(LION.replaceFirst("\\{", "{\"error\": " + error + ","));

        assertThat(answerOf(openAi()).text()).isEqualTo("lion");
    }

    @ParameterizedTest
    @ValueSource(strings = {"content_filter", "content_policy_violation", "data_inspection_failed"})
    void a_prompt_that_the_servers_filter_blocks_has_a_filtered_answer(String code) {
        String body = "{\"error\": {\"code\": \"%s\", \"message\": \"blocked\"}}".formatted(code);
        server.enqueue(new MockResponse.Builder().code(400).body(body).build());
        enqueue(body);

        for (int status : List.of(400, 200)) {
            Completion completion = answerOf(openAi());
            assertThat(completion.finishReason())
                    .as("status %d", status)
                    .isEqualTo(FinishReason.CONTENT_FILTER);
            assertThat(completion.text()).isEmpty();
        }
    }

    @Test
    void a_filtered_choice_needs_no_message() {
        enqueue("{\"choices\": [{\"finish_reason\": \"content_filter: PROHIBITED_CONTENT\"}]}");

        assertThat(answerOf(openAi()).finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
    }

    @ParameterizedTest
    @CsvSource({
        ", 0, true",
        ", 5, false",
        ", , false",
        "retry, 5, true",
        "answer, 0, false",
    })
    void an_empty_chat_completion_is_retried_if_the_reply_counts_no_tokens_or_the_entry_says_so(
            String configured, Integer tokens, boolean isRetried) {
        enqueue(
                """
                {"choices": [{"finish_reason": "stop", "message": {"content": ""}}],
                 "usage": {"prompt_tokens": 3%s}}
                """
                        .formatted(tokens == null ? "" : ", \"completion_tokens\": " + tokens),
                LION);

        Completion completion = answerOf(openAi(emptyText(configured)));

        assertThat(completion.text()).isEqualTo(isRetried ? "lion" : "");
    }

    @Test
    void an_answer_that_stays_empty_is_missing() {
        String empty =
                """
                {"choices": [{"finish_reason": "stop", "message": {"content": null}}],
                 "usage": {"completion_tokens": 0}}
                """;
        enqueue(empty, empty, empty, empty);

        assertThat(failureOf(openAi())).hasMessageContaining("its text is empty");
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn, STOP, lion",
        "stop_sequence, STOP, lion",
        "max_tokens, LENGTH, lion",
        "model_context_window_exceeded, LENGTH, lion",
        "refusal, REFUSAL, ''",
    })
    void a_message_of_anthropic_is_an_answer_if_its_stop_reason_says_so(
            String stopReason, FinishReason expected, String text) {
        enqueue(message("\"" + stopReason + "\"", "lion"));

        Completion completion = answerOf(model(new AnthropicDialect(), Map.of()));

        assertThat(completion.finishReason()).isEqualTo(expected);
        assertThat(completion.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"tool_use\"", "\"pause_turn\"", "\"compaction\"", "null", "\"\""})
    void a_message_of_anthropic_with_any_other_stop_reason_is_requested_again(String stopReason) {
        enqueue(message(stopReason, "half a li"), message("\"end_turn\"", "lion"));

        assertThat(answerOf(model(new AnthropicDialect(), Map.of())).text()).isEqualTo("lion");
    }

    @Test
    void an_overload_of_anthropic_inside_a_200_is_retried() {
        enqueue(
                "{\"type\": \"error\", \"error\": {\"type\": \"overloaded_error\", \"message\": \"Overloaded\"}}",
                message("\"end_turn\"", "lion"));

        assertThat(answerOf(model(new AnthropicDialect(), Map.of())).text()).isEqualTo("lion");
    }

    @Test
    void an_error_of_anthropic_about_the_key_ends_inside_a_200_too() {
        enqueue("{\"type\": \"error\", \"error\": {\"type\": \"authentication_error\"}}");

        assertThat(failureOf(model(new AnthropicDialect(), Map.of())))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        failure -> assertThat(failure.isConfigurationError()).isTrue());
    }

    @ParameterizedTest
    @CsvSource({
        "STOP, STOP",
        "MAX_TOKENS, LENGTH",
        "SAFETY, CONTENT_FILTER",
        "RECITATION, CONTENT_FILTER",
        "BLOCKLIST, CONTENT_FILTER",
        "PROHIBITED_CONTENT, CONTENT_FILTER",
        "SPII, CONTENT_FILTER",
    })
    void a_candidate_of_gemini_is_an_answer_if_its_finish_reason_says_so(
            String finishReason, FinishReason expected) {
        enqueue(candidate("\"" + finishReason + "\"", "lion"));

        assertThat(answerOf(gemini()).finishReason()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"MALFORMED_FUNCTION_CALL\"",
                "\"UNEXPECTED_TOOL_CALL\"",
                "\"TOO_MANY_TOOL_CALLS\"",
                "\"MALFORMED_RESPONSE\"",
                "\"OTHER\"",
                "\"LANGUAGE\"",
                "\"FINISH_REASON_UNSPECIFIED\"",
                "null"
            })
    void a_candidate_of_gemini_with_any_other_finish_reason_is_requested_again(String reason) {
        enqueue(candidate(reason, "half a li"), candidate("\"STOP\"", "lion"));

        assertThat(answerOf(gemini()).text()).isEqualTo("lion");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"candidates\": []}",
                "{\"candidates\": null}",
                "{\"candidates\": [{\"finishReason\": \"STOP\", \"content\": {\"role\": \"model\"}}]}",
                "{\"candidates\": [{\"finishReason\": \"STOP\"}], \"usageMetadata\": {\"candidatesTokenCount\": 9}}",
                "{\"candidates\": [{\"content\": {\"parts\": [{\"text\": \"li\"}]}}]}",
                "{\"promptFeedback\": {\"blockReason\": null}}",
                "{\"error\": {\"code\": 503, \"status\": \"UNAVAILABLE\"}}",
                "[{\"error\": {\"code\": 429, \"status\": \"RESOURCE_EXHAUSTED\"}}]",
            })
    void gemini_without_an_answer_is_asked_again(String body) {
        enqueue(body, candidate("\"STOP\"", "lion"));

        assertThat(answerOf(gemini()).text()).isEqualTo("lion");
    }

    @Test
    void an_empty_candidate_of_gemini_is_an_answer_if_the_entry_says_so() {
        enqueue(candidate("\"STOP\"", ""));

        assertThat(answerOf(model(new GeminiDialect(), emptyText("answer"))).text()).isEmpty();
    }

    @Test
    void samples_that_are_no_answers_are_left_out_of_a_call_for_several() {
        enqueue(
                """
                {"choices": [
                  {"finish_reason": "stop", "message": {"content": "lion"}},
                  {"finish_reason": "error", "message": {"content": "li"}},
                  {"finish_reason": "stop", "error": {"code": 502}, "message": {"content": "li"}},
                  {"finish_reason": "length", "message": {"content": "tiger"}}],
                 "usage": {"prompt_tokens": 3, "completion_tokens": 8}}
                """);

        List<Completion> completions = openAi().complete(Prompt.ofUser("Which?"), 4).join();

        assertThat(completions.stream().map(Completion::text)).containsExactly("lion", "tiger");
        assertThat(completions.stream().mapToLong(one -> one.usage().outputTokens()).sum())
                .isEqualTo(8);
    }

    @Test
    void a_call_for_several_samples_without_any_answer_is_repeated() {
        enqueue(
                "{\"choices\": [{\"finish_reason\": \"error\"}, {\"finish_reason\": null}]}",
                "{\"error\": {\"code\": 502}}",
                LION);

        assertThat(openAi().complete(Prompt.ofUser("Which?"), 2).join().get(0).text())
                .isEqualTo("lion");
    }

    @ParameterizedTest
    @CsvSource({
        "-Infinity, -Infinity",
        "Infinity, Infinity",
        "NaN, NaN",
        "null, NaN",
        "'\"-inf\"', -Infinity",
        "'\"-Infinity\"', -Infinity",
        "'\"-1.5\"', -1.5",
        "-9999.0, -9999.0",
    })
    void a_log_probability_that_is_no_json_number_is_read(String written, double expected) {
        enqueue(
                """
                {"choices": [{"finish_reason": "stop", "message": {"content": "lion"},
                  "logprobs": {"content": [{"token": "lion", "logprob": -0.1,
                    "top_logprobs": [{"token": "x", "logprob": %s}]}]}}]}
                """
                        .formatted(written));

        assertThat(answerOf(openAi()).tokens())
                .containsExactly(
                        new TokenLogProbability(
                                "lion",
                                -0.1,
                                List.of(new TokenLogProbability("x", expected, List.of()))));
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, application/json; charset=iso-8859-1",
        "UTF-8, application/json; charset=latin1",
        "UTF-8, application/json; charset=no-such-charset",
        "UTF-8, application/json; charset=?",
        "UTF-8, application/json; charset=\"utf-8\"",
        "UTF-8, no media type",
        "UTF-16BE, application/json",
        "UTF-16LE, application/json; charset=utf-8",
        "UTF-32BE, application/json",
        "UTF-32LE, application/json",
        "ISO-8859-1, application/json; charset=iso-8859-1",
        "windows-1251, application/json; charset=windows-1251",
    })
    void a_response_is_decoded_whatever_its_header_says(String charset, String header)
            throws IOException {
        String word = charset.equals("windows-1251") ? "лев" : "lièvre";
        String body = choice("\"stop\"", "{\"content\": \"" + word + "\"}");

        for (String mark : charset.startsWith("UTF") ? List.of("", "\uFEFF") : List.of("")) {
            enqueueBytes((mark + body).getBytes(Charset.forName(charset)), header);

            assertThat(answerOf(openAi()).text()).isEqualTo(word);
        }
    }

    @Test
    void a_response_with_an_invalid_byte_is_read() throws IOException {
        byte[] bytes = LION.getBytes(StandardCharsets.UTF_8);
        bytes[LION.indexOf("lion")] = (byte) 0xff;
        enqueueBytes(bytes, "application/json; charset=utf-8");

        assertThat(answerOf(openAi()).text()).isEqualTo("\uFFFDion");
    }

    @Test
    void a_response_that_is_packed_without_saying_so_is_unpacked() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(LION.getBytes(StandardCharsets.UTF_8));
        }
        enqueueBytes(bytes.toByteArray(), "application/json");

        assertThat(answerOf(openAi()).text()).isEqualTo("lion");
    }

    @Test
    void an_unknown_value_of_empty_text_is_an_error() {
        assertThat(catchThrowable(() -> openAi(emptyText("ignore"))))
                .hasMessageContaining("'empty-text: ignore'")
                .hasMessageContaining("expected 'retry' or 'answer'");
    }

    private static Map<String, String> emptyText(String configured) {
        return configured == null ? Map.of() : Map.of("empty-text", configured);
    }

    private ApiModel openAi() {
        return openAi(Map.of());
    }

    private ApiModel openAi(Map<String, String> extraSettings) {
        return model(new OpenAiDialect(), extraSettings);
    }

    private ApiModel gemini() {
        return model(new GeminiDialect(), Map.of());
    }

    private ApiModel model(Dialect dialect, Map<String, String> extraSettings) {
        return local.model(dialect, local.specification(extraSettings, Map.of()));
    }

    private void enqueue(String... bodies) {
        for (String body : bodies) {
            server.enqueue(new MockResponse.Builder().body(body).build());
        }
    }

    private void enqueueBytes(byte[] body, String contentType) {
        server.enqueue(
                new MockResponse.Builder()
                        .addHeader("Content-Type", contentType)
                        .body(new Buffer().write(body))
                        .build());
    }

    private static String choice(String finishReason, String message) {
        return "{\"choices\": [{\"finish_reason\": %s, \"message\": %s}]}"
                .formatted(finishReason, message);
    }

    private static String message(String stopReason, String text) {
        return "{\"type\": \"message\", \"content\": [{\"type\": \"text\", \"text\": \"%s\"}], \"stop_reason\": %s}"
                .formatted(text, stopReason);
    }

    private static String candidate(String finishReason, String text) {
        return "{\"candidates\": [{\"content\": {\"parts\": [{\"text\": \"%s\"}]}, \"finishReason\": %s}]}"
                .formatted(text, finishReason);
    }
}
