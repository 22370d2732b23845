package dev.inward.hosted.http;

import static dev.inward.hosted.http.TestPrompt.answerOf;
import static dev.inward.hosted.http.TestPrompt.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.hosted.AnthropicDialect;
import dev.inward.hosted.GeminiDialect;
import dev.inward.hosted.OpenAiDialect;
import dev.inward.model.ModelSpecification;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The address of a server in all its spellings, and what calls, identities and messages make of it.
 */
class ServerAddressTest {

    private static final String ANSWERS =
            """
            {"choices": [{"finish_reason": "stop", "message": {"content": "lion"}}],
             "stop_reason": "end_turn", "content": [{"type": "text", "text": "lion"}],
             "candidates": [{"finishReason": "STOP", "content": {"parts": [{"text": "lion"}]}}]}
            """;

    @RegisterExtension private final LocalServer local = new LocalServer();
    private final MockWebServer server = local.server();

    @ParameterizedTest
    @CsvSource({
        "/v1, /v1/chat/completions",
        "/v1/, /v1/chat/completions",
        "'/v1 ', /v1/chat/completions",
        "'', /chat/completions",
        "/v1?api-version=2024-06-01, /v1/chat/completions?api-version=2024-06-01",
        "/v1/?api-version=2024-06-01, /v1/chat/completions?api-version=2024-06-01",
        "/v1?a=1&b=x/, /v1/chat/completions?a=1&b=x/",
        "/openai/deployments/d?api-version=1, /openai/deployments/d/chat/completions?api-version=1",
        "/v1//, /v1/chat/completions",
        "/v1/chat/completions, /v1/chat/completions",
        "/v1/chat/completions/?api-version=1, /v1/chat/completions?api-version=1",
        "/chat/completions/v1, /chat/completions/v1/chat/completions",
        "/v1?key=sk-in-the-query, /v1/chat/completions?key=sk-in-the-query",
    })
    void the_path_of_a_call_goes_before_the_query(String base, String target) throws Exception {
        server.enqueue(ok());

        answerOf(model(new OpenAiDialect(), base));

        assertThat(server.takeRequest().getTarget()).isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource({
        "files, 'f 1', content, https://host/v1/files/f%201/content?api-version=1",
        "batches, b1, cancel, https://host/v1/batches/b1/cancel?api-version=1",
        "fine_tuning/jobs, j1, events, https://host/v1/fine_tuning/jobs/j1/events?api-version=1",
    })
    void files_batches_and_finetuning_jobs_keep_the_query(
            String path, String id, String action, String url) {
        ApiClient client = client(new OpenAiDialect(), "https://host/v1?api-version=1");

        assertThat(client.url(path, id, action)).hasToString(url);
    }

    @ParameterizedTest
    @CsvSource({
        "'', /v1/messages",
        "/v1, /v1/messages",
        "/anthropic/, /anthropic/v1/messages",
        "/v2beta, /v2beta/messages",
        "/V1, /V1/messages",
        "/v1.1, /v1.1/messages",
        "/v1/messages, /v1/messages",
        "/messages/, /v1/messages",
        "/?beta=true, /v1/messages?beta=true",
    })
    void anthropic_addresses_need_no_version(String base, String target) throws Exception {
        server.enqueue(ok());

        answerOf(model(new AnthropicDialect(), base));

        assertThat(server.takeRequest().getTarget()).isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource({
        "'', /v1beta/models/tiny:generateContent",
        "/v1beta, /v1beta/models/tiny:generateContent",
        "/v1beta/models, /v1beta/models/tiny:generateContent",
        "/v1beta/models/other:generateContent, /v1beta/models/tiny:generateContent",
        "/v1/, /v1/models/tiny:generateContent",
        "/v1/projects/p/publishers/google, /v1/projects/p/publishers/google/models/tiny:generateContent",
    })
    void gemini_addresses_need_no_version(String base, String target) throws Exception {
        server.enqueue(ok());

        answerOf(model(new GeminiDialect(), base));

        assertThat(server.takeRequest().getTarget()).isEqualTo(target);
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com/v1, https://api.openai.com/v1/",
        "https://api.openai.com/v1/, https://api.openai.com/v1/",
        "https://host, https://host/",
        "http://Host:8000/a%20b, http://host:8000/a%20b/",
        "https://host/v1?api-version=1, https://host/v1/?api-version=1",
        "https://host/v1?api-version=1&api-key=secret-7, https://host/v1/?api-version=1",
        "https://host/v1?key=secret-7, https://host/v1/",
    })
    void the_identity_is_the_address_without_keys(String base, String identity) {
        assertThat(new ApiModel(client(new OpenAiDialect(), base)).modelIdentity())
                .containsExactly("OpenAiDialect", identity, "tiny");
    }

    @Test
    void a_version_that_is_appended_is_no_part_of_the_identity() {
        assertThat(new ApiModel(client(new AnthropicDialect(), "https://host/x")).modelIdentity())
                .containsExactly("AnthropicDialect", "https://host/x/", "tiny");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://host/v1#tiny",
                "https://me:hunter22@host/v1",
                "https://hunter22@host/v1",
                "https://me:a/hunter22@host/v1",
                "https://me:a?b=hunter22#@host/v1",
                "https://host/v 1",
                "host/v1",
                "https://",
                "ftp://host/v1?token=hunter22",
            })
    void another_text_is_refused_without_its_secrets(String base) {
        assertThatThrownBy(() -> client(new OpenAiDialect(), base))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("model 'hosted' has 'base-url: ")
                .hasMessageContaining("-Dinward.models.hosted.base-url")
                .hasMessageContaining("expected an address without spaces, '#' and '@'")
                .hasMessageContaining("'key-env' or 'headers'")
                .hasMessageNotContaining("hunter22");
    }

    @Test
    void a_key_in_the_query_is_in_no_message_even_if_the_server_repeats_it() {
        server.enqueue(
                new MockResponse.Builder()
                        .code(404)
                        .body("no route /v1?key=sk-in-the-query (sk-in-the-query)")
                        .build());

        Throwable failure = failureOf(model(new OpenAiDialect(), "/v1?key=sk-in-the-query"));

        assertThat(failure)
                .hasMessageContaining("/v1/chat/completions answered 404")
                .hasMessageContaining("no route /v1?key=*** (***)")
                .hasMessageNotContaining("sk-in-the-query");
        assertThat(client(new OpenAiDialect(), "https://host/v1?key=sk-in-the-query").settings())
                .asString()
                .doesNotContain("sk-in-the-query");
    }

    @ParameterizedTest
    @CsvSource({"/api, true", "/v1, false", "/openai/v1/, false", "/v1/gateway/openai, true"})
    void a_404_of_an_address_that_ends_with_no_version_has_a_hint(String base, boolean hasHint) {
        server.enqueue(new MockResponse.Builder().code(404).body("nothing here").build());

        String message = String.valueOf(failureOf(model(new OpenAiDialect(), base)));

        assertThat(message).contains("check 'id' and 'base-url' of this model");
        assertThat(message.contains("ends with /v1")).isEqualTo(hasHint);
    }

    private ApiModel model(Dialect dialect, String base) {
        String host = server.url("/").toString();
        return new ApiModel(client(dialect, host.substring(0, host.length() - 1) + base));
    }

    private ApiClient client(Dialect dialect, String baseUrl) {
        var specification =
                new ModelSpecification(
                        "hosted",
                        "openai",
                        Map.of("id", "tiny", "base-url", baseUrl),
                        Path.of("."),
                        Path.of("."),
                        variable -> Optional.empty());
        return new ApiClient(
                ApiSettings.read(specification, dialect),
                dialect,
                RetrySettings.DEFAULT,
                Clock.systemUTC(),
                new ServerState(RetrySettings.DEFAULT),
                local.connections().client(60));
    }

    private static MockResponse ok() {
        return new MockResponse.Builder().code(200).body(ANSWERS).build();
    }
}
