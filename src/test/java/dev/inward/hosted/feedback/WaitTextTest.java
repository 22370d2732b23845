package dev.inward.hosted.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations as servers write them, alone and in sentences. */
class WaitTextTest {

    @ParameterizedTest
    @CsvSource({
        "34s, 34000",
        "34.07s, 34070",
        "34.074824224s, 34075",
        "350ms, 350",
        "6m0s, 360000",
        "1m30s, 90000",
        "1h2m3.5s, 3723500",
        "2 hours and 5 minutes, 7500000",
        "'1 day, 1 s', 86401000",
        "0s, 0",
    })
    void a_duration_is_the_sum_of_its_parts(String text, long millis) {
        assertThat(WaitText.duration(text).orElseThrow().plusNanos(500_000).toMillis())
                .isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "34", "-3s", "1s1h", "3 sheep", "in 3s", "1e9s"})
    void any_other_text_is_no_duration(String text) {
        assertThat(WaitText.duration(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Rate limit reached for gpt-4o on requests per min: Limit 3, Used 3. Please try again in 20s. Visit | 20000",
                "Please try again in 1m30s. | 90000",
                "Please try again in 350ms. | 350",
                "Please try again in 1h2m3.5s. | 3723500",
                "Please retry in 34.07s. | 34070",
                "Requests have exceeded the call rate limit. Please retry after 12 seconds. | 12000",
                "Try your request again in 5 minutes | 300000",
                "Too many requests, please wait 30 seconds before retrying | 30000",
                "quota resets in 2 hours | 7200000",
                "RETRY AFTER 1 SECOND | 1000",
                "Please retry your request after 7 sec | 7000",
                "Do not retry. Or retry in 3s. | 3000",
                "Try again in 99999999999999 seconds, or wait 2s | 2000",
            })
    void a_sentence_says_when_to_try_again(String text, long millis) {
        assertThat(WaitText.inSentence(text)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Please try again later.",
                "This model's maximum context length is 4096 tokens",
                "The request took 30 seconds",
                "try again, after 3 failed attempts",
                "I waited 20 seconds",
            })
    void a_sentence_without_a_wait_says_nothing(String text) {
        assertThat(WaitText.inSentence(text)).isEmpty();
    }
}
