package dev.inward.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuerySecretsTest {

    @ParameterizedTest
    @CsvSource({
        "https://h/v1?key=abc, https://h/v1?key=***",
        "https://h/v1?a=1&Api-Key=abc&b=2, https://h/v1?a=1&Api-Key=***&b=2",
        "https://h?access_token=a.b-c#x, https://h?access_token=***#x",
        "https://h?subscription-key=abc, https://h?subscription-key=***",
        "https://h?sv=1&sig=abc%3D, https://h?sv=1&sig=***",
        "https://me:pw@h/v1, https://***@h/v1",
        "GET /v1?key=abc failed, GET /v1?key=*** failed",
    })
    void a_secret_is_masked(String text, String masked) {
        assertThat(QuerySecrets.maskedIn(text)).isEqualTo(masked);
        assertThat(QuerySecrets.isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://h/v1?api-version=2024-06-01&author=me",
                "https://h/v1#key=abc",
                "key=abc",
                "me@example.com writes to https://h/v1/@me",
            })
    void any_other_text_stays_as_it_is(String text) {
        assertThat(QuerySecrets.maskedIn(text)).isEqualTo(text);
        assertThat(QuerySecrets.isIn(text)).isFalse();
    }
}
