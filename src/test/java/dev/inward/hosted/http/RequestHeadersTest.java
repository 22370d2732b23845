package dev.inward.hosted.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers of a models file in texts that a server sends back. */
class RequestHeadersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"Authorization", "X-Api-Key", "api-key", "X-Auth-Token", "Cookie", "secret"})
    void a_header_whose_name_says_secret_is_masked(String name) {
        assertThat(
                        new RequestHeaders(Map.of(name, "hunter2-hunter2"))
                                .maskedIn("got hunter2-hunter2"))
                .isEqualTo("got ***");
    }

    @Test
    void a_secret_is_masked_without_its_scheme_and_encoded() {
        Map<String, String> headers = Map.of("Proxy-Authorization", "Bearer abc/def+123");
        String base64 =
                Base64.getEncoder().encodeToString("abc/def+123".getBytes(StandardCharsets.UTF_8));

        assertThat(new RequestHeaders(headers).maskedIn("no abc/def+123 or " + base64))
                .isEqualTo("no *** or ***");
    }

    @Test
    void a_header_that_is_no_secret_stays() {
        Map<String, String> headers = Map.of("anthropic-version", "2023-06-01");

        assertThat(new RequestHeaders(headers).maskedIn("2023-06-01")).isEqualTo("2023-06-01");
    }
}
