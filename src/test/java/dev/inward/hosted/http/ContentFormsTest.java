package dev.inward.hosted.http;

import static dev.inward.hosted.http.ScriptedServer.status;
import static dev.inward.hosted.http.TestPrompt.answerOf;
import static dev.inward.hosted.http.TestPrompt.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.hosted.AnthropicDialect;
import dev.inward.hosted.GeminiDialect;
import dev.inward.hosted.OpenAiDialect;
import dev.inward.model.ApiException;
import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.model.Usage;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which a reply with a normal finish holds its text, and those that hold none. */
class ContentFormsTest {

    @RegisterExtension final ScriptedServer server = new ScriptedServer();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'lion'",
                "['li', 'on']",
                "[{'type': 'text', 'text': 'li'}, {'text': 'on'}]",
                "[{'type': 'output_text', 'text': 'lion'}]",
                "[{'type': 'thinking', 'thinking': [{'type': 'text', 'text': 'hm'}]}, {'type': 'text', 'text': 'lion'}]",
                "[{'type': 'reasoning_text', 'text': 'hm'}, {'type': 'text', 'text': 'lion'}]",
                "[{'type': 'image_url', 'image_url': {}}, {'type': 'text', 'text': 'lion'}]",
            })
    void a_chat_completion_holds_its_text_in_one_text_or_in_parts(String content) {
        reply("{'choices': [{'finish_reason': 'stop', 'message': {'content': %s}}]}", content);

        assertThat(answerOf(openAi()).text()).isEqualTo("lion");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'content': {'text': 'lion'}}",
                "{'content': [7]}",
                "{'content': [null]}",
                "{'content': [{'type': 'text', 'text': null}]}",
                "{'content': [{'type': 'text', 'text': {'value': 'lion'}}]}",
                "{'content': [{'type': 'text'}]}",
                "{'content': [{'type': 'image_url', 'image_url': {}}]}",
                "{'content': [{'type': 'tool_use', 'name': 'f'}]}",
                "{'content': null, 'tool_calls': [{'id': 'a'}]}",
                "{'content': '', 'tool_calls': [{'id': 'a'}]}",
                "{'content': null, 'function_call': {'name': 'f'}}",
                "{'content': null}",
                "{'role': 'assistant'}",
            })
    void a_chat_completion_without_a_text_is_requested_again(String message) {
        assertNoAnswer(
                openAi(),
                "{'choices': [{'finish_reason': 'stop', 'message': %s}]}".formatted(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'content': null, 'reasoning_content': 'hm'}",
                "{'content': null, 'reasoning': 'hm'}",
                "{'content': ''}",
                "{'content': []}",
                "{'content': [{'type': 'thinking', 'thinking': 'hm'}]}",
            })
    void a_model_that_has_nothing_to_say_has_an_empty_answer(String message) {
        reply("{'choices': [{'finish_reason': 'stop', 'message': %s}]}", message);

        assertThat(answerOf(openAi()).text()).isEmpty();
    }

    @Test
    void a_message_without_content_is_an_answer_if_the_reply_counts_its_tokens() {
        reply(
                "{'choices': [{'finish_reason': 'stop', 'message': %s}], 'usage': {'completion_tokens': 1}}",
                "{'content': null}");

        assertThat(answerOf(openAi()).text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'content': [{'type': 'refusal', 'refusal': 'I cannot'}]}",
                "{'content': null, 'refusal': 'I cannot'}",
            })
    void a_refusal_is_in_its_own_field_or_in_a_part(String message) {
        reply("{'choices': [{'finish_reason': 'stop', 'message': %s}]}", message);

        Completion completion = answerOf(openAi());

        assertThat(completion.finishReason()).isEqualTo(FinishReason.REFUSAL);
        assertThat(completion.text()).isEqualTo("I cannot");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "['lion']",
                "[{'text': 'lion'}]",
                "[{'type': 'text', 'text': null}]",
                "[{'type': 'text', 'text': 7}]",
                "[{'type': 'tool_use', 'name': 'f'}]",
            })
    void a_message_of_anthropic_without_a_text_is_requested_again(String content) {
        assertNoAnswer(
                server.model(new AnthropicDialect(), 1),
                "{'stop_reason': 'end_turn', 'content': %s}".formatted(content));
    }

    @Test
    void a_message_of_anthropic_with_thinking_alone_is_an_empty_answer() {
        reply(
                "{'stop_reason': 'end_turn', 'content': [%s]}",
                "{'type': 'thinking', 'thinking': 'hm'}");

        assertThat(answerOf(server.model(new AnthropicDialect(), 1)).text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'text': null}", "{'text': 7}", "{'functionCall': {}}", "'lion'"})
    void a_candidate_of_gemini_without_a_text_is_requested_again(String part) {
        assertNoAnswer(
                server.model(new GeminiDialect(), 1),
                "{'candidates': [{'finishReason': 'STOP', 'content': {'parts': [%s]}}]}"
                        .formatted(part));
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "'BLOCK_REASON_UNSPECIFIED'", "null"})
    void a_block_reason_that_names_no_reason_blocks_nothing(String reason) {
        reply(
                "{'promptFeedback': {'blockReason': %s}, 'candidates': [{'finishReason': 'STOP', 'content': {'parts': [{'text': 'lion'}]}}]}",
                reason);

        assertThat(answerOf(server.model(new GeminiDialect(), 1)).finishReason())
                .isEqualTo(FinishReason.STOP);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 3",
        "'\"3\"', 3",
        "-3, 0",
        "null, 0",
        "NaN, 0",
        "1e30, 0",
        "1e999, 0",
        "123456789012345678901234567890, 0",
    })
    void a_number_of_tokens_that_no_answer_has_is_not_known(String written, long tokens) {
        reply(
                "{'choices': [{'finish_reason': 'stop', 'message': {'content': 'lion'}}], 'usage': {'prompt_tokens': 5, 'completion_tokens': %s}}",
                written);

        assertThat(answerOf(openAi()).usage()).isEqualTo(new Usage(5, 0, tokens));
    }

    @Test
    void half_a_character_becomes_the_replacement_character() {
        reply(
                "{'choices': [{'finish_reason': 'stop', 'message': {'content': '%s'}}]}",
                "a\\ud83d b\\ud83d\\ude00");

        assertThat(answerOf(openAi()).text()).isEqualTo("a\uFFFD b\uD83D\uDE00");
    }

    private ApiModel openAi() {
        return server.model(new OpenAiDialect(), Map.of());
    }

    private void reply(String format, String part) {
        server.reply((call, body) -> status(200).body(json(format.formatted(part))).build());
    }

    /** Requires that a reply is no answer, neither the first time nor the last. */
    private void assertNoAnswer(ApiModel model, String reply) {
        server.reply((call, body) -> status(200).body(json(reply)).build());

        assertThat(failureOf(model))
                .hasMessageContaining("sent no answer: it")
                .isInstanceOfSatisfying(
                        ApiException.class, failure -> assertThat(failure.isTransient()).isTrue());
        assertThat(server.calls()).isEqualTo(9);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
