package dev.inward.hosted.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.hosted.AnthropicDialect;
import dev.inward.hosted.GeminiDialect;
import dev.inward.hosted.OpenAiDialect;
import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.model.Prompt;
import dev.inward.model.TokenLogProbability;
import dev.inward.model.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several answers by one call, with local servers that support or refuse it. */
class MultiSampleCallsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Prompt PROMPT = Prompt.ofUser("Which?");
    private static final String ONE =
            """
            {"choices": [{"finish_reason": "stop", "message": {"content": "lion"}}],
             "usage": {"prompt_tokens": 12, "completion_tokens": 3}}
            """;
    private static final String THREE =
            """
            {"id": "c1", "model": "tiny-2026", "choices": [
              {"index": 0, "finish_reason": "stop", "message": {"content": "lion"}},
              {"index": 1, "finish_reason": "length", "message": {"content": "tiger"}},
              {"index": 2, "finish_reason": "stop", "message": {"refusal": "no"}}],
             "usage": {"prompt_tokens": 12, "completion_tokens": 8,
              "prompt_tokens_details": {"cached_tokens": 5}}}
            """;

    @RegisterExtension private final LocalServer local = new LocalServer();
    private final MockWebServer server = local.server();

    @Test
    void one_call_gives_all_answers_each_with_its_own_finish_reason_and_response()
            throws Exception {
        server.enqueue(ok(THREE));

        List<Completion> answers = openAi(Map.of()).complete(PROMPT, 3).join();

        assertThat(answers).extracting(Completion::text).containsExactly("lion", "tiger", "no");
        assertThat(answers)
                .extracting(Completion::finishReason)
                .containsExactly(FinishReason.STOP, FinishReason.LENGTH, FinishReason.REFUSAL);
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.servedModel()).contains("tiny-2026"));
        assertThat(JSON.readTree(answers.get(1).raw().orElseThrow()))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"id": "c1", "model": "tiny-2026", "choices": [
                                  {"index": 1, "finish_reason": "length", "message": {"content": "tiger"}}],
                                 "usage": {"prompt_tokens": 12, "completion_tokens": 8,
                                  "prompt_tokens_details": {"cached_tokens": 5}}}
                                """));
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void input_tokens_count_once_and_output_tokens_add_up_to_the_usage() {
        server.enqueue(ok(THREE));

        assertThat(openAi(Map.of()).complete(PROMPT, 3).join())
                .extracting(Completion::usage)
                .containsExactly(new Usage(12, 5, 3), new Usage(0, 0, 3), new Usage(0, 0, 2));
    }

    @Test
    void each_answer_has_its_own_log_probabilities_which_also_give_its_token_count() {
        server.enqueue(
                ok(
                        """
                        {"choices": [
                          {"finish_reason": "stop", "message": {"content": "lion"}, "logprobs": {"content": [
                            {"token": "li", "logprob": -0.1}, {"token": "on", "logprob": -0.2}]}},
                          {"finish_reason": "stop", "message": {"content": "cat"}, "logprobs": {"content": [
                            {"token": "cat", "logprob": -2.5}]}}],
                         "usage": {"prompt_tokens": 12, "completion_tokens": 3}}
                        """));

        List<Completion> answers = openAi(Map.of("top-logprobs", "0")).complete(PROMPT, 2).join();

        assertThat(answers.get(0).tokens())
                .extracting(TokenLogProbability::token)
                .containsExactly("li", "on");
        assertThat(answers.get(1).tokens())
                .containsExactly(new TokenLogProbability("cat", -2.5, List.of()));
        assertThat(answers)
                .extracting(answer -> answer.usage().outputTokens())
                .containsExactly(2L, 1L);
    }

    @Test
    void the_number_of_answers_is_part_of_the_request_but_not_of_the_identity() throws Exception {
        server.enqueue(ok(ONE));
        server.enqueue(ok(THREE));
        ApiModel model = openAi(Map.of());
        List<String> identity = model.identity(PROMPT);

        model.complete(PROMPT).join();
        model.complete(PROMPT, 3).join();

        JsonNode single = json(server.takeRequest());
        JsonNode several = json(server.takeRequest());
        assertThat(single.has("n")).isFalse();
        assertThat(several.path("n").asInt()).isEqualTo(3);
        ((ObjectNode) several).remove("n");
        assertThat(several).isEqualTo(single);
        assertThat(model.identity(PROMPT)).isEqualTo(identity);
        assertThat(identity.get(3)).isEqualTo(single.toString());
    }

    @Test
    void gemini_is_asked_for_candidates_and_reports_the_tokens_of_each() throws Exception {
        server.enqueue(
                ok(
                        """
                        {"candidates": [
                          {"content": {"parts": [{"text": "lion"}]}, "finishReason": "STOP", "tokenCount": 1},
                          {"finishReason": "SAFETY", "tokenCount": 4}],
                         "usageMetadata": {"promptTokenCount": 7, "candidatesTokenCount": 5, "thoughtsTokenCount": 6}}
                        """));
        ApiModel model = model(new GeminiDialect(), Map.of());

        List<Completion> answers = model.complete(PROMPT, 2).join();

        assertThat(answers).extracting(Completion::text).containsExactly("lion", "");
        assertThat(answers)
                .extracting(Completion::finishReason)
                .containsExactly(FinishReason.STOP, FinishReason.CONTENT_FILTER);
        assertThat(answers)
                .extracting(Completion::usage)
                .containsExactly(new Usage(7, 0, 4), new Usage(0, 0, 7));
        assertThat(json(server.takeRequest()).at("/generationConfig/candidateCount").asInt())
                .isEqualTo(2);
    }

    @Test
    void a_reasoning_model_is_asked_for_several_answers_too() throws Exception {
        server.enqueue(ok(THREE));

        openAi(Map.of("reasoning-effort", "low")).complete(PROMPT, 3).join();

        JsonNode request = json(server.takeRequest());
        assertThat(request.path("n").asInt()).isEqualTo(3);
        assertThat(request.path("reasoning_effort").asText()).isEqualTo("low");
    }

    @Test
    void too_few_answers_are_accepted_and_surplus_answers_are_ignored() {
        server.enqueue(ok(ONE));
        server.enqueue(ok(THREE));
        ApiModel model = openAi(Map.of());

        assertThat(model.complete(PROMPT, 2).join())
                .extracting(Completion::usage)
                .containsExactly(new Usage(12, 0, 3));
        assertThat(model.complete(PROMPT, 2).join())
                .extracting(Completion::text)
                .containsExactly("lion", "tiger");
    }

    @ParameterizedTest
    @CsvSource({
        "400, 'n must be 1 when using greedy sampling, got 3.'",
        "422, extra inputs are not permitted",
        "500, Only one completion choice is allowed",
    })
    void after_a_refusal_all_calls_request_one_answer(int status, String refusal) throws Exception {
        server.enqueue(refusal(status, refusal));
        server.enqueue(ok(ONE));
        server.enqueue(ok(ONE));
        ApiModel model = openAi(Map.of());

        assertThat(model.complete(PROMPT, 3).join()).hasSize(1);
        assertThat(model.maxSamples()).isEqualTo(1);
        assertThat(model.complete(PROMPT, 3).join()).hasSize(1);

        assertThat(json(server.takeRequest()).path("n").asInt()).isEqualTo(3);
        assertThat(json(server.takeRequest()).has("n")).isFalse();
        assertThat(json(server.takeRequest()).has("n")).isFalse();
    }

    @Test
    void a_refusal_is_logged_once() {
        var logged = new ArrayList<String>();
        var handler =
                new StreamHandler() {
                    @Override
                    public synchronized void publish(LogRecord logRecord) {
                        logged.add(logRecord.getMessage());
                    }
                };
        Logger logger = Logger.getLogger(ApiModel.class.getName());
        logger.addHandler(handler);
        try {
            server.setDispatcher(refuseSeveralAnswers());
            ApiModel model = openAi(Map.of());

            var first = model.complete(PROMPT, 3);
            var second = model.complete(PROMPT, 3);
            first.join();
            second.join();
            model.complete(PROMPT, 3).join();

            assertThat(logged)
                    .singleElement()
                    .asString()
                    .startsWith(
                            "model 'hosted': the server gives only one answer per call, so each sample is a separate call: ")
                    .contains("answered 400: n must be 1");
        } finally {
            logger.removeHandler(handler);
        }
    }

    @Test
    void a_prompt_that_is_always_refused_does_not_limit_later_calls_to_one_answer() {
        server.enqueue(refusal(400, "too long for n answers"));
        server.enqueue(refusal(400, "too long"));
        ApiModel model = openAi(Map.of());

        assertThat(catchThrowable(() -> model.complete(PROMPT, 3).join()))
                .hasMessageContaining("answered 400: too long;");
        assertThat(model.maxSamples()).isEqualTo(128);
    }

    @Test
    void a_refusal_after_several_answers_does_not_limit_later_calls_to_one() {
        server.enqueue(ok(THREE));
        server.enqueue(refusal(400, "too long for n answers"));
        server.enqueue(ok(ONE));
        ApiModel model = openAi(Map.of());

        assertThat(model.complete(PROMPT, 3).join()).hasSize(3);
        assertThat(model.complete(PROMPT, 3).join()).hasSize(1);
        assertThat(model.maxSamples()).isEqualTo(128);
    }

    @ParameterizedTest
    @CsvSource({"429, slow down", "500, the server had an error", "503, overloaded"})
    void a_retry_after_a_transient_failure_requests_the_same_number_of_answers(
            int status, String failure) throws Exception {
        server.enqueue(refusal(status, failure));
        server.enqueue(ok(THREE));

        assertThat(openAi(Map.of()).complete(PROMPT, 3).join()).hasSize(3);
        server.takeRequest();
        assertThat(json(server.takeRequest()).path("n").asInt()).isEqualTo(3);
    }

    @Test
    void a_wrong_key_does_not_limit_later_calls_to_one_answer() {
        server.enqueue(refusal(401, "who are you?"));
        ApiModel model = openAi(Map.of());

        assertThat(catchThrowable(() -> model.complete(PROMPT, 3).join()))
                .hasMessageContaining("answered 401");
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(model.maxSamples()).isEqualTo(128);
    }

    @Test
    void anthropic_gives_one_answer_per_call() {
        server.enqueue(
                ok(
                        "{\"stop_reason\": \"end_turn\", \"content\": [{\"type\": \"text\", \"text\": \"lion\"}]}"));
        ApiModel model = model(new AnthropicDialect(), Map.of());

        assertThat(model.maxSamples()).isEqualTo(1);
        assertThat(model.complete(PROMPT, 3).join())
                .extracting(Completion::text)
                .containsExactly("lion");
    }

    @ParameterizedTest
    @CsvSource({
        "openai, top-p, 1, 128",
        "gemini, top-p, 1, 8",
        "openai, samples-per-call, 4, 4",
        "openai, samples-per-call, 1, 1",
        "gemini, samples-per-call, 100, 8",
        "openai, body.n, 2, 1",
        "gemini, body.generationConfig, '{\"candidateCount\": 2}', 1",
    })
    void api_and_settings_limit_the_number_of_answers_per_call(
            String provider, String key, String value, int expected) {
        Dialect dialect = provider.equals("openai") ? new OpenAiDialect() : new GeminiDialect();

        assertThat(model(dialect, Map.of(key, value)).maxSamples()).isEqualTo(expected);
    }

    @Test
    void a_key_in_a_response_is_masked_in_all_answers() {
        server.enqueue(ok(THREE.replace("lion", "sk-very-secret").replace("c1", "sk-very-secret")));

        assertThat(openAi(Map.of()).complete(PROMPT, 3).join())
                .allSatisfy(
                        answer ->
                                assertThat(answer.text() + answer.raw() + answer.requestId())
                                        .doesNotContain("sk-very-secret"));
    }

    private static Dispatcher refuseSeveralAnswers() {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                try {
                    return json(request).has("n") ? refusal(400, "n must be 1") : ok(ONE);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private ApiModel openAi(Map<String, String> extraSettings) {
        return model(new OpenAiDialect(), extraSettings);
    }

    private ApiModel model(Dialect dialect, Map<String, String> extraSettings) {
        var settings = new HashMap<>(Map.of("key-env", "KEY"));
        settings.putAll(extraSettings);
        return local.model(dialect, local.specification(settings, Map.of("KEY", "sk-very-secret")));
    }

    private static MockResponse ok(String body) {
        return new MockResponse.Builder().code(200).body(body).build();
    }

    private static MockResponse refusal(int status, String message) {
        return new MockResponse.Builder()
                .code(status)
                .body("{\"error\": {\"message\": \"%s\"}}".formatted(message))
                .build();
    }

    private static JsonNode json(RecordedRequest request) throws IOException {
        return JSON.readTree(requireNonNull(request.getBody()).utf8());
    }
}
