package dev.inward.hosted.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.hosted.pacing.ServerLimit;
import dev.inward.hosted.pacing.ServerLimit.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rate limit headers as OpenAI and Anthropic document them. */
class RateLimitHeadersTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void a_reset_in_a_far_year_is_cut_to_one_day() {
        var headers =
                new Headers.Builder()
                        .add("anthropic-ratelimit-requests-limit", "50")
                        .add("anthropic-ratelimit-requests-remaining", "49")
                        .add("anthropic-ratelimit-requests-reset", "9999-12-31T23:59:59Z")
                        .build();

        assertThat(RateLimitHeaders.limits(headers, Instant.parse("2026-11-24T12:00:00Z")))
                .singleElement()
                .extracting(ServerLimit::reset)
                .isEqualTo(Duration.ofDays(1));
    }

    @Test
    void openai_headers_give_limits_of_requests_and_tokens() {
        var headers =
                Headers.of(
                        "x-ratelimit-limit-requests", "60",
                        "x-ratelimit-limit-tokens", "150000",
                        "x-ratelimit-remaining-requests", "59",
                        "x-ratelimit-remaining-tokens", "149984",
                        "x-ratelimit-reset-requests", "1s",
                        "x-ratelimit-reset-tokens", "6m0s");

        assertThat(RateLimitHeaders.limits(headers, NOON))
                .containsExactlyInAnyOrder(
                        new ServerLimit(Unit.REQUESTS, 60, 59, Duration.ofSeconds(1)),
                        new ServerLimit(Unit.TOKENS, 150_000, 149_984, Duration.ofMinutes(6)));
    }

    @Test
    void anthropic_headers_give_limits_of_input_and_output_tokens_with_reset_instants() {
        var headers =
                Headers.of(
                        "anthropic-ratelimit-requests-limit", "50",
                        "anthropic-ratelimit-requests-remaining", "49",
                        "anthropic-ratelimit-requests-reset", "2026-11-24T12:00:01Z",
                        "anthropic-ratelimit-input-tokens-limit", "30000",
                        "anthropic-ratelimit-input-tokens-remaining", "29000",
                        "anthropic-ratelimit-input-tokens-reset", "2026-11-24T13:00:02+01:00",
                        "anthropic-ratelimit-output-tokens-limit", "8000",
                        "anthropic-ratelimit-output-tokens-remaining", "8000",
                        "anthropic-ratelimit-output-tokens-reset", "2026-11-24T11:59:59Z");

        assertThat(RateLimitHeaders.limits(headers, NOON))
                .containsExactlyInAnyOrder(
                        new ServerLimit(Unit.REQUESTS, 50, 49, Duration.ofSeconds(1)),
                        new ServerLimit(Unit.INPUT_TOKENS, 30_000, 29_000, Duration.ofSeconds(2)),
                        new ServerLimit(Unit.OUTPUT_TOKENS, 8_000, 8_000, Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource({
        "20ms, 20",
        "6m0s, 360000",
        "1h2m3.5s, 3723500",
        "7.66s, 7660",
        "2m59.56s, 179560",
        "1m, 60000",
        "0s, 0",
        "1.5ms, 2",
    })
    void a_reset_is_a_duration_in_the_format_of_go(String reset, long millis) {
        Duration read = limit("10", "5", reset).get(0).reset();

        assertThat(Math.round(read.toNanos() / 1e6)).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "soon", "6x", "-1s", "1s1h", "9999999999999999999s", "1e9s", "5"})
    void an_invalid_reset_is_ignored(String reset) {
        assertThat(limit("10", "5", reset)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ten, 5",
        "10, -1",
        "10, ''",
        "0, 0",
        "10, 11",
        "1e5, 5",
        "99999999999999999999, 5"
    })
    void invalid_numbers_are_ignored(String limit, String remaining) {
        assertThat(limit(limit, remaining, "1s")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tomorrow", "2026-11-24", "12:00:00Z"})
    void an_invalid_instant_is_ignored(String reset) {
        var headers =
                Headers.of(
                        "anthropic-ratelimit-tokens-limit", "50",
                        "anthropic-ratelimit-tokens-remaining", "49",
                        "anthropic-ratelimit-tokens-reset", reset);

        assertThat(RateLimitHeaders.limits(headers, NOON)).isEmpty();
    }

    @Test
    void a_server_without_rate_limit_headers_has_no_limits() {
        assertThat(RateLimitHeaders.limits(Headers.of("Content-Type", "text/html"), NOON))
                .isEmpty();
    }

    private static List<ServerLimit> limit(String limit, String remaining, String reset) {
        return RateLimitHeaders.limits(
                Headers.of(
                        "x-ratelimit-limit-requests", limit,
                        "x-ratelimit-remaining-requests", remaining,
                        "x-ratelimit-reset-requests", reset),
                NOON);
    }
}
