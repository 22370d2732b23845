package dev.inward.hosted.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bodies of errors, as providers send them. */
class RetryHintsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "\"34s\" | 34000",
                "\"34.07s\" | 34070",
                "\"0.5s\" | 500",
                "{\"seconds\": 34, \"nanos\": 70000000} | 34070",
                "{\"seconds\": \"34\"} | 34000",
                "7 | 7000",
            })
    void google_sends_a_retry_info_among_the_details(String delay, long millis) {
        String error =
                """
                {"error": {"code": 429, "message": "Please retry in 99s.", "details": [
                  {"@type": "type.googleapis.com/google.rpc.QuotaFailure", "retryDelay": "1s"},
                  {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": %s}]}}
                """
                        .formatted(delay);

        assertThat(RetryHints.in(error)).contains(Duration.ofMillis(millis));
        assertThat(RetryHints.in("[" + error + "]")).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"error\": {\"message\": \"Please try again in 20s.\"}} | 20000",
                "{\"error\": {\"code\": \"429\", \"message\": \"Please retry after 12 seconds.\"}} | 12000",
                "{\"error\": \"Please try again in 20s.\"} | 20000",
                "{\"message\": \"Please try again in 20s.\"} | 20000",
                "{\"detail\": \"wait 3 seconds\"} | 3000",
                "{\"error\": \"Model x is currently loading\", \"estimated_time\": 20.5} | 20500",
                "{\"retry_after\": 12} | 12000",
                "{\"error\": {\"retry_after\": \"12.5\"}} | 12500",
                "{\"error\": {\"retry_after_ms\": 250}} | 250",
                "{\"retryAfter\": \"1m\"} | 60000",
                "<html>Busy. Please retry after 2 minutes.</html> | 120000",
            })
    void other_servers_say_it_in_a_number_or_in_a_sentence(String body, long millis) {
        assertThat(RetryHints.in(body)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\": {\"error\": {\"details\": [{\"@type\": \"x/google.rpc.RetryInfo\", \"retryDelay\": \"37s\"}]}}}",
                "{\"error\": {\"message\": \"RateLimitError: {\\\"details\\\": [{\\\"retryDelay\\\": \\\"37s\\\"}]}\"}}",
                "{\"error\": {\"metadata\": {\"raw\": \"{\\\"retryDelay\\\":\\\"37s\\\"}\"}}}",
                "{\"error\": {\"metadata\": {\"raw\": \"Please try again in 37s\"}}}",
                "{\"error\": {\"metadata\": {\"retry_after_seconds\": 37}}}",
                "{\"error\": {\"metadata\": {\"retry_after_ms\": 37000}}}",
                "{\"detail\": {\"retry-after\": 37.0}}",
                "{\"error\": {\"message\": \"Retry-After: 37\"}}",
                "{\"error\": {\"retry_after\": 0, \"message\": \"Please try again in 37s\"}}",
            })
    void the_error_of_another_server_is_quoted_in_any_form(String body) {
        assertThat(RetryHints.in(body)).contains(Duration.ofSeconds(37));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"error\": {\"details\": \"x\", \"message\": 7}}",
                "{\"error\": {\"details\": [{\"@type\": \"google.rpc.RetryInfo\"}]}}",
                "{\"retry_after\": \"soon\"}",
                "{\"error\": {\"message\": \"Please try again later\"}}",
            })
    void a_body_without_a_wait_says_nothing(String body) {
        assertThat(RetryHints.in(body)).isEmpty();
    }

    @Test
    void a_negative_or_endless_wait_has_bounds() {
        assertThat(RetryHints.in("{\"retry_after\": -5}")).contains(Duration.ZERO);
        assertThat(RetryHints.in("{\"retry_after\": 1e300}")).contains(Duration.ofDays(366));
    }
}
