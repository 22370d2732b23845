package dev.inward.hosted.http;

import static dev.inward.hosted.http.ScriptedServer.answer;
import static dev.inward.hosted.http.ScriptedServer.outcomes;
import static dev.inward.hosted.http.ScriptedServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.hosted.GeminiDialect;
import dev.inward.hosted.OpenAiDialect;
import dev.inward.model.ApiException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The waits that servers ask for: in which header or body, for which calls, and how long. */
class RequestedWaitTest {

    private static final String GEMINI_ANSWER =
            "{\"candidates\": [{\"finishReason\": \"STOP\", \"content\": {\"parts\": [{\"text\": \"lion\"}]}}]}";

    @RegisterExtension final ScriptedServer server = new ScriptedServer();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | Retry-After | 30 | 30",
                "503 | Retry-After | 1.5 | 1.5",
                "529 | retry-after-ms | 2500 | 2.5",
                "429 | Retry-After | Tue, 24 Nov 2026 12:00:30 GMT | 30",
                "429 | Retry-After | Tuesday, 24-Nov-26 12:00:30 GMT | 30",
                "429 | Retry-After | Tue Nov 24 12:00:30 2026 | 30",
                "429 | Retry-After | 1m30s | 90",
                "429 | Retry-After | 2026-11-24T12:00:30Z | 30",
                "429 | Retry-After | 1795521630 | 30",
                "429 | x-ratelimit-reset-requests | 2026-11-24T12:00:30Z | 30",
                "429 | x-ratelimit-reset | 30 | 30",
                "429 | x-ratelimit-reset | 1795521630 | 30",
                "429 | x-ratelimit-reset | 1795521630000 | 30",
                "429 | ratelimit-reset | 30 | 30",
                "429 | RateLimit | limit=100, remaining=0, reset=30 | 30",
                "429 | RateLimit | \"burst\";r=4;t=50, \"daily\";r=0;t=30 | 30",
                "429 | x-ms-retry-after-ms | 2500 | 2.5",
                "429 | x-ratelimit-reset-requests | 1m0s | 60",
                "429 | x-ratelimit-reset-tokens | 250ms | 0.25",
                "429 | Retry-After | 599 | 599",
            })
    void a_header_holds_back_all_calls(int status, String header, String value, double seconds)
            throws Exception {
        refuseOnce(status(status).addHeader(header, value).body("busy").build());

        assertThat(outcomes(server.model(new OpenAiDialect(), 1), 3).values()).containsOnly("lion");

        assertThat(server.waited().toMillis() / 1000.0).isBetween(seconds - 0.9, seconds + 0.1);
        assertThat(server.calls()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "429 | {\"error\": {\"message\": \"Rate limit. Please try again in 20s.\"}} | 20",
                "429 | {\"error\": {\"message\": \"Please try again in 1m30s.\"}} | 90",
                "503 | {\"error\": \"loading\", \"estimated_time\": 20.0} | 20",
                "429 | {\"error\": {\"metadata\": {\"headers\": {\"X-RateLimit-Remaining\": \"0\", \"X-RateLimit-Reset\": \"1795521630000\"}}}} | 30",
                "429 | {\"error\": {\"metadata\": {\"headers\": {\"Retry-After\": 30, \"no name\": \"x\"}}}} | 30",
                "429 | {\"error\": {\"details\": [{\"@type\": \"x/google.rpc.RetryInfo\", \"retryDelay\": \"34.07s\"}]}} | 34.07",
            })
    void a_body_holds_back_all_calls_like_a_header(int status, String body, double seconds)
            throws Exception {
        refuseOnce(status(status).body(body).build());

        assertThat(outcomes(server.model(new OpenAiDialect(), 1), 3).values()).containsOnly("lion");

        assertThat(server.waited().toMillis() / 1000.0).isBetween(seconds - 0.9, seconds + 0.1);
        assertThat(server.calls()).isEqualTo(4);
    }

    @Test
    void a_header_goes_before_the_body() throws Exception {
        refuseOnce(
                status(429)
                        .addHeader("Retry-After", "7")
                        .body("{\"error\": {\"message\": \"Please try again in 20s.\"}}")
                        .build());

        outcomes(server.model(new OpenAiDialect(), 1), 1);

        assertThat(server.waited().toSeconds()).isBetween(6L, 7L);
    }

    @ParameterizedTest
    @CsvSource({
        "Retry-After, 0",
        "retry-after-ms, 0",
        "Retry-After, 'Tue, 24 Nov 2026 11:00:00 GMT'"
    })
    void a_hint_that_asks_for_no_wait_hides_no_other(String header, String value) throws Exception {
        refuseOnce(
                status(429)
                        .addHeader(header, value)
                        .body("{\"error\": {\"message\": \"Please try again in 20s.\"}}")
                        .build());

        outcomes(server.model(new OpenAiDialect(), 1), 1);

        assertThat(server.waited().toSeconds()).isBetween(19L, 20L);
    }

    @Test
    void the_longest_of_several_headers_counts() throws Exception {
        refuseOnce(
                status(429).addHeader("Retry-After", "20").addHeader("Retry-After", "5").build());

        outcomes(server.model(new OpenAiDialect(), 1), 1);

        assertThat(server.waited().toSeconds()).isBetween(19L, 20L);
    }

    @Test
    void a_limit_that_is_not_exhausted_asks_for_no_wait() throws Exception {
        refuseOnce(
                status(429)
                        .addHeader("x-ratelimit-remaining-requests", "3")
                        .addHeader("x-ratelimit-reset-requests", "50s")
                        .build());

        outcomes(server.model(new OpenAiDialect(), 1), 1);

        assertThat(server.waited().toSeconds()).isZero();
    }

    /** Google's free quota: so many calls a minute, and the wait is in the body alone. */
    @Test
    void a_gemini_server_with_a_quota_refuses_few_calls() throws Exception {
        var refused = new AtomicInteger();
        var window = new AtomicInteger();
        server.reply(
                (call, body) -> {
                    if (server.waited().toSeconds() / 14 > window.get() / 20) {
                        window.addAndGet(20 - window.get() % 20);
                    }
                    if (window.get() % 20 < 19 && window.incrementAndGet() > 0) {
                        return status(200).body(GEMINI_ANSWER).build();
                    }
                    refused.incrementAndGet();
                    return status(429)
                            .body(
                                    "{\"error\": {\"code\": 429, \"details\": [{\"@type\": \"x/google.rpc.RetryInfo\", \"retryDelay\": \"15s\"}]}}")
                            .build();
                });

        Map<String, Object> outcomes = outcomes(server.model(new GeminiDialect(), 4), 90);

        assertThat(outcomes.values()).containsOnly("lion");
        assertThat(refused.get()).isBetween(4, 4 * 6);
    }

    @Test
    void a_wait_longer_than_a_minute_is_announced_with_its_end_and_reason() throws Exception {
        refuseOnce(status(429).addHeader("Retry-After", "90").body("slow down").build());

        outcomes(server.model(new OpenAiDialect(), 1), 1);

        assertThat(server.waits())
                .singleElement()
                .asString()
                .startsWith("2026-11-24T12:01:30Z model 'hosted' at ")
                .contains("answered 429: slow down");
    }

    @Test
    void a_wait_of_a_minute_is_not_announced() throws Exception {
        refuseOnce(status(429).addHeader("Retry-After", "60").body("slow down").build());

        outcomes(server.model(new OpenAiDialect(), 1), 1);

        assertThat(server.waits()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "601, 600, 10 min 1 s, 10 min 0 s",
        "3700, 600, 1 h 1 min, 10 min 0 s",
        "8, 7, 0 min 8 s, 0 min 7 s"
    })
    void a_wait_above_the_limit_ends_the_study_and_keeps_the_answers(
            int seconds, String limit, String asked, String allowed) throws Exception {
        server.reply(
                (call, body) ->
                        call <= 3
                                ? answer()
                                : status(429)
                                        .addHeader("Retry-After", String.valueOf(seconds))
                                        .body("daily quota")
                                        .build());

        Map<String, Object> outcomes =
                outcomes(
                        server.model(
                                new OpenAiDialect(),
                                Map.of("concurrency", "1", "max-wait-seconds", limit)),
                        50);

        assertThat(server.calls()).isEqualTo(4);
        assertThat(outcomes.values()).filteredOn("lion"::equals).hasSize(3);
        assertThat(outcomes.values())
                .filteredOn(outcome -> !outcome.equals("lion"))
                .hasSize(47)
                .allSatisfy(
                        outcome ->
                                assertThat(outcome)
                                        .isInstanceOfSatisfying(
                                                ApiException.class,
                                                failure -> {
                                                    assertThat(failure)
                                                            .hasMessageContaining(
                                                                    "answered 429: daily quota")
                                                            .hasMessageContaining(
                                                                    "asks to wait " + asked)
                                                            .hasMessageContaining(
                                                                    "the limit is " + allowed)
                                                            .hasMessageContaining(
                                                                    "'max-wait-seconds'");
                                                    assertThat(failure.endsStudy()).isTrue();
                                                    assertThat(failure.isTransient()).isTrue();
                                                }));
        assertThat(server.waits()).isEmpty();
    }

    private void refuseOnce(MockResponse refusal) {
        server.reply((call, body) -> call == 1 ? refusal : answer());
    }
}
