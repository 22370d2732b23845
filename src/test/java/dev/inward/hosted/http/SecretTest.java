package dev.inward.hosted.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key in texts that a server sends back. */
class SecretTest {

    private static final String KEY = "sk-9f/Q2+mVx\"T7é?>~~";

    private final Secret secret = new Secret(KEY);

    @Test
    void the_key_itself_is_masked() {
        assertThat(secret.maskedIn("key " + KEY + ", again " + KEY))
                .isEqualTo("key ***, again ***");
    }

    @Test
    void the_form_of_addresses_is_masked() {
        String encoded = URLEncoder.encode(KEY, StandardCharsets.UTF_8);

        assertThat(secret.maskedIn("?key=" + encoded + "&a=1")).isEqualTo("?key=***&a=1");
        assertThat(secret.maskedIn(encoded.replace("%2F", "%2f"))).isEqualTo("***");
        assertThat(secret.maskedIn(encoded.replace("%", "%25"))).isEqualTo("***");
    }

    @Test
    void the_forms_of_json_and_html_are_masked() {
        assertThat(secret.maskedIn("\"" + KEY.replace("\"", "\\\"").replace("/", "\\/") + "\""))
                .isEqualTo("\"***\"");
        assertThat(secret.maskedIn(KEY.replace("é", "\\u00E9").replace(">", "\\u003e")))
                .isEqualTo("***");
        assertThat(secret.maskedIn(KEY.replace("\"", "&#34;").replace(">", "&#x3E;")))
                .isEqualTo("***");
    }

    @Test
    void usual_escapes_of_usual_signs_are_masked() {
        var usual = new Secret("sk-proj_a&b<c>d\"e'f");

        assertThat(usual.maskedIn("sk\\u002dproj\\u005fa\\u0026b\\u003Cc>d\\\"e'f"))
                .isEqualTo("***");
        assertThat(usual.maskedIn("sk-proj_a&amp;b&lt;c&gt;d&quot;e&apos;f")).isEqualTo("***");
        assertThat(usual.maskedIn("sk&amp;#45;proj_a&amp;amp;b&amp;lt;c>d\"e&#39;f"))
                .isEqualTo("***");
        assertThat(usual.maskedIn("sk\\x2dproj_a\\x26b<c>d\\x22e\\x27f")).isEqualTo("***");
        assertThat(usual.maskedIn("sk%252Dproj_a%252526b<c>d\"e'f")).isEqualTo("***");
    }

    @Test
    void base64_with_escaped_marks_is_masked() {
        String base64 =
                Base64.getEncoder().encodeToString((KEY + ":").getBytes(StandardCharsets.UTF_8));
        assertThat(base64).contains("/", "+", "==");

        assertThat(secret.maskedIn(base64.replace("/", "\\/"))).isEqualTo("***");
        assertThat(
                        secret.maskedIn(
                                "?a=" + URLEncoder.encode(base64, StandardCharsets.UTF_8) + "&b"))
                .isEqualTo("?a=***&b");
        assertThat(secret.maskedIn(base64.replace("+", "\\u002b").replace("=", "\\u003D")))
                .isEqualTo("***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u:", "us:", "user:", "a longer name:"})
    void base64_is_masked_at_every_position(String before) {
        byte[] alone = (before + KEY).getBytes(StandardCharsets.UTF_8);
        byte[] inside = (before + KEY + ":after it").getBytes(StandardCharsets.UTF_8);

        for (Base64.Encoder encoder :
                new Base64.Encoder[] {
                    Base64.getEncoder(),
                    Base64.getEncoder().withoutPadding(),
                    Base64.getUrlEncoder(),
                    Base64.getUrlEncoder().withoutPadding()
                }) {
            for (byte[] bytes : new byte[][] {alone, inside}) {
                String header = "Basic " + encoder.encodeToString(bytes) + ".";

                String masked = secret.maskedIn(header);

                assertThat(masked).startsWith("Basic ").contains("***").endsWith(".");
                assertThat(decoded(masked)).doesNotContain(KEY.substring(1, KEY.length() - 1));
                assertThat(masked.length()).isLessThan(header.length() - KEY.length());
            }
        }
    }

    private static String decoded(String masked) {
        String text = masked.replaceAll("Basic |\\.|\\*|=", "").replace('-', '+').replace('_', '/');
        String whole = text.substring(0, text.length() - text.length() % 4);
        return new String(Base64.getDecoder().decode(whole), StandardCharsets.UTF_8);
    }

    @Test
    void hexadecimal_is_masked() {
        byte[] bytes = KEY.getBytes(StandardCharsets.UTF_8);

        assertThat(secret.maskedIn(HexFormat.of().formatHex(bytes))).isEqualTo("***");
        assertThat(secret.maskedIn(HexFormat.of().withUpperCase().formatHex(bytes)))
                .isEqualTo("***");
    }

    @Test
    void a_failure_with_an_encoded_key_in_a_cause_or_beside_it_is_replaced() {
        String encoded = URLEncoder.encode(KEY, StandardCharsets.UTF_8);
        var suppressing = new IOException("outer");
        suppressing.addSuppressed(new IOException("closing " + encoded));

        assertThat(masked(new IOException("outer", new IOException("at ?key=" + encoded))))
                .hasNoCause()
                .hasMessage("java.io.IOException: outer");
        assertThat(masked(suppressing)).hasNoSuppressedExceptions();
        var other = new IOException("other");
        assertThat(masked(other)).isSameAs(other);
    }

    private Throwable masked(Throwable failure) {
        return requireNonNull(Secret.masked(failure, secret::maskedIn));
    }

    @Test
    void a_short_key_stays_in_answers_and_is_masked_in_headers() {
        var placeholder = new Secret("none");

        assertThat(placeholder.maskedIn("none of them")).isEqualTo("none of them");
        assertThat(placeholder.maskedIn("Authorization: Bearer none, x-api-key: none"))
                .isEqualTo("Authorization: Bearer ***, x-api-key: ***");
    }

    @Test
    void other_text_is_the_same() {
        assertThat(secret.maskedIn("sk-9f is not the key")).isEqualTo("sk-9f is not the key");
        assertThat(new Secret("").maskedIn("text")).isEqualTo("text");
    }
}
