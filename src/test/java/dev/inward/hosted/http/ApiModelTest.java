package dev.inward.hosted.http;

import static dev.inward.hosted.http.LocalServer.FAST_RETRIES;
import static dev.inward.hosted.http.TestPrompt.answerOf;
import static dev.inward.hosted.http.TestPrompt.failureOf;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.hosted.AnthropicDialect;
import dev.inward.hosted.AnthropicProvider;
import dev.inward.hosted.GeminiDialect;
import dev.inward.hosted.OpenAiDialect;
import dev.inward.hosted.OpenAiProvider;
import dev.inward.model.ApiException;
import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.model.Message;
import dev.inward.model.ModelSpecification;
import dev.inward.model.Prompt;
import dev.inward.model.TokenLogProbability;
import dev.inward.model.Usage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosted models with a local HTTP server: requests, responses, retries, settings. */
class ApiModelTest {

    private static final String KEY = "sk-very-secret";
    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final String ANSWER =
            """
            {"id": "c1", "model": "tiny-2026", "choices": [{"finish_reason": "stop",
              "message": {"role": "assistant", "content": "lion"}}],
             "usage": {"prompt_tokens": 12, "completion_tokens": 3,
              "prompt_tokens_details": {"cached_tokens": 5}}}
            """;

    @RegisterExtension private final LocalServer local = new LocalServer();
    private final MockWebServer server = local.server();

    @Test
    void an_answer_has_its_usage_its_served_model_and_its_request_id() {
        server.enqueue(ok(ANSWER).newBuilder().addHeader("x-request-id", "r-7").build());

        Completion completion = answerOf(openAi(Map.of()));

        assertThat(completion.text()).isEqualTo("lion");
        assertThat(completion.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(completion.usage()).isEqualTo(new Usage(12, 5, 3));
        assertThat(completion.servedModel()).contains("tiny-2026");
        assertThat(completion.requestId()).contains("r-7");
    }

    @Test
    void an_openai_request_is_greedy_and_has_the_key_in_a_header() throws Exception {
        server.enqueue(ok(ANSWER));

        answerOf(
                openAi(
                        Map.of(
                                "stop",
                                "END,STOP",
                                "seed",
                                "7",
                                "body.top_k",
                                "1",
                                "headers.X-Team",
                                "a")));

        RecordedRequest request = server.takeRequest();
        assertThat(request.getTarget()).isEqualTo("/v1/chat/completions");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + KEY);
        assertThat(request.getHeaders().get("X-Team")).isEqualTo("a");
        assertThat(json(request))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        {"model": "tiny", "temperature": 0.0, "max_tokens": 256,
                                         "seed": 7, "stop": ["END", "STOP"], "top_k": 1,
                                         "messages": [{"role": "user", "content": "Which?"}]}
                                        """));
    }

    @Test
    void a_request_to_a_reasoning_model_has_an_effort_and_no_temperature() throws Exception {
        server.enqueue(ok(ANSWER));

        answerOf(openAi(Map.of("reasoning-effort", "low", "max-tokens", "2000")));

        JsonNode body = json(server.takeRequest());
        assertThat(body.has("temperature")).isFalse();
        assertThat(body.path("reasoning_effort").asText()).isEqualTo("low");
        assertThat(body.path("max_completion_tokens").asInt()).isEqualTo(2000);
    }

    @Test
    void a_refusal_is_an_answer_with_that_finish_reason() {
        server.enqueue(
                ok(
                        "{\"choices\": [{\"message\": {\"content\": null, \"refusal\": \"I cannot.\"}}]}"));

        Completion completion = answerOf(openAi(Map.of()));

        assertThat(completion.text()).isEqualTo("I cannot.");
        assertThat(completion.finishReason()).isEqualTo(FinishReason.REFUSAL);
    }

    @Test
    void an_answer_without_text_after_too_long_reasoning_is_empty() {
        server.enqueue(
                ok(
                        "{\"choices\": [{\"finish_reason\": \"length\", \"message\": {\"content\": null}}]}"));

        Completion completion = answerOf(openAi(Map.of()));

        assertThat(completion.text()).isEmpty();
        assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void a_response_of_another_provider_fails_with_a_hint() {
        for (int i = 0; i < 4; i++) {
            server.enqueue(ok("{\"candidates\": []}"));
        }

        assertThat(failureOf(openAi(Map.of())))
                .hasMessageContaining("sent no answer: it has no choice")
                .hasMessageContaining("is 'provider' the right one for this server?");
    }

    @Test
    void an_anthropic_request_has_the_system_prompt_in_its_own_field() throws Exception {
        server.enqueue(
                ok(
                        """
                        {"model": "claude-x", "stop_reason": "max_tokens",
                         "content": [{"type": "thinking", "thinking": "hm"}, {"type": "text", "text": "lion"}],
                         "usage": {"input_tokens": 7, "cache_read_input_tokens": 2, "output_tokens": 4}}
                        """));

        Completion completion =
                model(new AnthropicDialect(), Map.of(), FAST_RETRIES)
                        .complete(
                                new Prompt(
                                        List.of(
                                                new Message(Message.Role.SYSTEM, "Be brief."),
                                                new Message(Message.Role.USER, "Which?"))))
                        .join();

        assertThat(completion.text()).isEqualTo("lion");
        assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(completion.usage()).isEqualTo(new Usage(9, 2, 4));
        RecordedRequest request = server.takeRequest();
        assertThat(request.getTarget()).isEqualTo("/v1/messages");
        assertThat(request.getHeaders().get("x-api-key")).isEqualTo(KEY);
        assertThat(request.getHeaders().get("anthropic-version")).isEqualTo("2023-06-01");
        assertThat(json(request).path("system").asText()).isEqualTo("Be brief.");
        assertThat(json(request).path("messages")).hasSize(1);
    }

    @Test
    void a_gemini_request_and_its_answer_have_the_format_of_generate_content() throws Exception {
        server.enqueue(
                ok(
                        """
                        {"modelVersion": "gemini-x", "candidates": [{"finishReason": "STOP",
                          "content": {"parts": [{"text": "hm", "thought": true}, {"text": "lion"}]}}],
                         "usageMetadata": {"promptTokenCount": 7, "candidatesTokenCount": 1, "thoughtsTokenCount": 3}}
                        """));

        Completion completion = answerOf(model(new GeminiDialect(), Map.of(), FAST_RETRIES));

        assertThat(completion.text()).isEqualTo("lion");
        assertThat(completion.usage()).isEqualTo(new Usage(7, 0, 4));
        assertThat(completion.servedModel()).contains("gemini-x");
        RecordedRequest request = server.takeRequest();
        assertThat(request.getTarget()).isEqualTo("/v1/models/tiny:generateContent");
        assertThat(request.getHeaders().get("x-goog-api-key")).isEqualTo(KEY);
        assertThat(json(request).at("/contents/0/parts/0/text").asText()).isEqualTo("Which?");
        assertThat(json(request).at("/generationConfig/temperature").asDouble()).isZero();
    }

    @Test
    void openai_reports_log_probabilities_if_requested() throws Exception {
        server.enqueue(
                ok(
                        """
                        {"choices": [{"finish_reason": "stop", "message": {"content": "lion"}, "logprobs": {"content": [
                          {"token": "li", "logprob": -0.1, "top_logprobs": [
                            {"token": "li", "logprob": -0.1}, {"token": "ti", "logprob": -2.5}]},
                          {"token": "on", "logprob": -0.01, "top_logprobs": []}]}}]}
                        """));

        Completion completion = answerOf(openAi(Map.of("top-logprobs", "2")));

        assertThat(completion.tokens())
                .containsExactly(
                        token("li", -0.1, token("li", -0.1), token("ti", -2.5)),
                        token("on", -0.01));
        assertThat(json(server.takeRequest()).path("top_logprobs").asInt()).isEqualTo(2);
    }

    @Test
    void gemini_reports_log_probabilities_if_requested() throws Exception {
        server.enqueue(
                ok(
                        """
                        {"candidates": [{"finishReason": "STOP", "content": {"parts": [{"text": "lion"}]}, "logprobsResult": {
                          "chosenCandidates": [{"token": "lion", "logProbability": -0.1}],
                          "topCandidates": [{"candidates": [{"token": "cat", "logProbability": -2.5}]}]}}]}
                        """));

        Completion completion =
                answerOf(model(new GeminiDialect(), Map.of("top-logprobs", "1"), FAST_RETRIES));

        assertThat(completion.tokens()).containsExactly(token("lion", -0.1, token("cat", -2.5)));
        assertThat(json(server.takeRequest()).at("/generationConfig/logprobs").asInt())
                .isEqualTo(1);
    }

    private static TokenLogProbability token(
            String text, double logProbability, TokenLogProbability... alternatives) {
        return new TokenLogProbability(text, logProbability, List.of(alternatives));
    }

    @Test
    void an_account_without_credit_is_not_retried() {
        server.enqueue(
                new MockResponse.Builder()
                        .code(429)
                        .body(
                                "{\"error\": {\"message\": \"You exceeded your quota\", \"code\": \"insufficient_quota\"}}")
                        .build());

        assertThat(failureOf(openAi(Map.of())))
                .hasMessageContaining("answered 429: You exceeded your quota")
                .hasMessageContaining("top it up at the provider");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void nested_body_settings_are_merged_into_the_request_body() throws Exception {
        server.enqueue(ok("{\"candidates\": [{\"finishReason\": \"MAX_TOKENS\"}]}"));

        answerOf(
                model(
                        new GeminiDialect(),
                        Map.of(
                                "body.generationConfig",
                                "{\"temperature\": 1, \"thinkingConfig\": {\"thinkingBudget\": 0}}"),
                        FAST_RETRIES));

        assertThat(json(server.takeRequest()).path("generationConfig"))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        {"temperature": 1, "maxOutputTokens": 256,
                                         "thinkingConfig": {"thinkingBudget": 0}}
                                        """));
    }

    @Test
    void a_prompt_blocked_by_gemini_is_an_answer_and_not_an_error() {
        server.enqueue(ok("{\"promptFeedback\": {\"blockReason\": \"SAFETY\"}}"));

        assertThat(answerOf(model(new GeminiDialect(), Map.of(), FAST_RETRIES)).finishReason())
                .isEqualTo(FinishReason.CONTENT_FILTER);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 429, 500, 502, 503, 529})
    void a_transient_error_status_is_retried(int status) {
        server.enqueue(new MockResponse.Builder().code(status).body("busy").build());
        server.enqueue(ok(ANSWER));

        assertThat(answerOf(openAi(Map.of())).text()).isEqualTo("lion");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void a_broken_connection_and_a_proxy_page_are_retried() {
        server.enqueue(
                ok(ANSWER)
                        .newBuilder()
                        .onResponseBody(SocketEffect.ShutdownConnection.INSTANCE)
                        .build());
        server.enqueue(ok("<html>a proxy</html>"));
        server.enqueue(ok(ANSWER));

        assertThat(answerOf(openAi(Map.of())).text()).isEqualTo("lion");
    }

    @ParameterizedTest
    @CsvSource({"400, sampling keys", "401, OPENAI_KEY", "403, OPENAI_KEY", "404, check 'id'"})
    void a_permanent_error_status_is_not_retried_and_has_a_hint(int status, String hint) {
        server.enqueue(
                new MockResponse.Builder()
                        .code(status)
                        .body("{\"error\": {\"message\": \"no, not with " + KEY + "\"}}")
                        .build());

        Throwable failure = failureOf(openAi(Map.of()));

        assertThat(failure)
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("model 'hosted' at http://")
                .hasMessageContaining("answered " + status + ": no, not with ***")
                .hasMessageContaining(hint);
        assertThat(failure.toString()).doesNotContain(KEY);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void after_the_last_retry_the_failure_is_that_of_the_last_try() {
        for (int i = 0; i < 4; i++) {
            server.enqueue(new MockResponse.Builder().code(503).body("overloaded " + i).build());
        }

        assertThat(failureOf(openAi(Map.of()))).hasMessageContaining("answered 503: overloaded 3");
        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    @Test
    void an_unreachable_server_fails_with_a_hint() {
        ApiModel model = openAi(Map.of());
        server.close();

        assertThat(failureOf(model))
                .hasMessageContaining("was not reached")
                .hasMessageContaining("is the server up?");
    }

    @ParameterizedTest
    @CsvSource({
        "Retry-After, 7, 7000",
        "retry-after-ms, 250, 250",
        "Retry-After, 'Tue, 24 Nov 2026 12:00:30 GMT', 30000",
        "Retry-After, 599, 599000",
    })
    void the_wait_that_a_server_asks_for_is_respected(String header, String value, long millis) {
        server.enqueue(
                new MockResponse.Builder().code(500).addHeader(header, value).body("").build());
        var withoutRetries =
                new RetrySettings(
                        0, Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofDays(1));

        var failure =
                (ApiException) failureOf(model(new OpenAiDialect(), Map.of(), withoutRetries));

        assertThat(failure.retryAfter()).contains(Duration.ofMillis(millis));
    }

    @Test
    void the_concurrency_setting_limits_the_calls_in_flight() {
        var inFlight = new AtomicInteger();
        var maxInFlight = new AtomicInteger();
        var twoRequests = new CyclicBarrier(2);
        server.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        maxInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                        try {
                            twoRequests.await(20, TimeUnit.SECONDS);
                        } catch (Exception e) {
                            throw new IllegalStateException("no second request came", e);
                        } finally {
                            inFlight.decrementAndGet();
                        }
                        return ok(ANSWER);
                    }
                });
        ApiModel model = openAi(Map.of("concurrency", "2"));

        List<CompletableFuture<Completion>> answers =
                IntStream.range(0, 8)
                        .mapToObj(i -> model.complete(Prompt.ofUser("p" + i)))
                        .toList();

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().text()).isEqualTo("lion"));
        assertThat(maxInFlight).hasValue(2);
    }

    @Test
    void a_missing_key_is_an_error_before_the_first_call() {
        try (var provider = new OpenAiProvider()) {
            ChatModel model = provider.open(specification(Map.of("id", "tiny"), Map.of()));

            assertThat(catchThrowable(model::requireReady))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("environment variable OPENAI_API_KEY, which is not set");
            assertThat(catchThrowable(() -> model.complete(Prompt.ofUser("Which?")).join()))
                    .hasRootCauseInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("environment variable OPENAI_API_KEY, which is not set");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "temperature, warm, expected a number",
        "concurrency, 0, expected a whole number of at least 1",
        "base-url, nowhere, expected an address",
    })
    void an_invalid_setting_is_reported_with_the_expected_value(
            String key, String value, String expected) {
        assertThat(catchThrowable(() -> openAi(Map.of(key, value))))
                .hasMessageContaining("'" + key + ": " + value + "'")
                .hasMessageContaining(expected);
    }

    @Test
    void a_setting_that_the_dialect_does_not_support_is_an_error_at_opening() {
        var settings = Map.of("id", "tiny", "seed", "1");

        assertThat(
                        catchThrowable(
                                () ->
                                        new AnthropicProvider()
                                                .open(
                                                        specification(
                                                                settings,
                                                                Map.of("ANTHROPIC_API_KEY", KEY)))))
                .hasMessageContaining("has 'seed' in models.yaml")
                .hasMessageContaining("remove it");
    }

    @Test
    void neither_settings_nor_specification_print_a_key() {
        ModelSpecification specification =
                specification(Map.of("id", "tiny"), Map.of("OPENAI_API_KEY", KEY));

        assertThat(specification.toString()).doesNotContain(KEY);
        assertThat(ApiSettings.read(specification, new OpenAiDialect()).toString())
                .doesNotContain(KEY);
    }

    private ApiModel openAi(Map<String, String> extraSettings) {
        return model(new OpenAiDialect(), extraSettings, FAST_RETRIES);
    }

    private ApiModel model(
            Dialect dialect, Map<String, String> extraSettings, RetrySettings retries) {
        var settings = new HashMap<>(Map.of("key-env", "OPENAI_KEY"));
        settings.putAll(extraSettings);
        return local.model(
                dialect, local.specification(settings, Map.of("OPENAI_KEY", KEY)), retries, NOON);
    }

    private static ModelSpecification specification(
            Map<String, String> settings, Map<String, String> environment) {
        return new ModelSpecification(
                "hosted",
                "openai",
                settings,
                Path.of("."),
                Path.of("."),
                variable -> Optional.ofNullable(environment.get(variable)));
    }

    private static MockResponse ok(String body) {
        return new MockResponse.Builder().code(200).body(body).build();
    }

    private static JsonNode json(RecordedRequest request) throws IOException {
        return new ObjectMapper().readTree(requireNonNull(request.getBody()).utf8());
    }
}
