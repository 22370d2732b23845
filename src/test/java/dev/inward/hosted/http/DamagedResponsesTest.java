package dev.inward.hosted.http;

import static dev.inward.hosted.http.ScriptedServer.status;
import static dev.inward.hosted.http.TestPrompt.answerOf;
import static dev.inward.hosted.http.TestPrompt.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.hosted.OpenAiDialect;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses with status 200 that are more or less than the JSON of one answer. */
class DamagedResponsesTest {

    private static final String LION =
            "{\"choices\": [{\"finish_reason\": \"stop\", \"message\": {\"content\": \"lion\"}}]}";

    @RegisterExtension final ScriptedServer server = new ScriptedServer();

    @ParameterizedTest
    @ValueSource(
            strings = {
                LION + "{\"error\": {\"code\": 502, \"message\": \"gone\"}}",
                LION + "\n" + LION,
                LION + " trailing words",
                LION + "\0",
            })
    void an_answer_that_is_followed_by_anything_is_requested_again(String body) {
        server.reply((call, request) -> status(200).body(call == 1 ? body : LION).build());

        assertThat(answerOf(model()).text()).isEqualTo("lion");
        assertThat(server.calls()).isEqualTo(2);
    }

    @Test
    void blanks_around_an_answer_are_ignored() {
        server.reply((call, request) -> status(200).body("\n\n  " + LION + "\r\n\n").build());

        assertThat(answerOf(model()).text()).isEqualTo("lion");
        assertThat(server.calls()).isEqualTo(1);
    }

    @Test
    void line_breaks_and_tabs_inside_a_text_are_read() {
        server.reply((call, request) -> status(200).body(LION.replace("lion", "li\n\ton")).build());

        assertThat(answerOf(model()).text()).isEqualTo("li\n\ton");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: " + LION + "\n\ndata: [DONE]\n\n",
                "event: error\ndata: {\"error\": \"x\"}",
                ": PROCESSING\n\n" + LION,
            })
    void the_error_of_a_stream_says_how_to_end_it(String body) {
        server.reply((call, request) -> status(200).body(body).build());

        assertThat(failureOf(model()))
                .hasMessageContaining("sent a response that is not JSON: ")
                .hasMessageEndingWith(
                        "; it is a stream, so remove 'stream' from 'body' of this model in models.yaml");
    }

    @Test
    void the_error_of_a_page_asks_for_the_address() {
        server.reply((call, request) -> status(200).body("<html>Sign in</html>").build());

        assertThat(failureOf(model()))
                .hasMessageEndingWith(
                        "<html>Sign in</html>; is 'base-url' the address of a model API?");
    }

    @Test
    void a_response_that_is_packed_with_zlib_is_unpacked() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zlib = new DeflaterOutputStream(bytes)) {
            zlib.write(LION.getBytes(StandardCharsets.UTF_8));
        }
        server.reply(
                (call, request) ->
                        status(200)
                                .addHeader("Content-Encoding", "deflate")
                                .body(new Buffer().write(bytes.toByteArray()))
                                .build());

        assertThat(answerOf(model()).text()).isEqualTo("lion");
    }

    @Test
    void a_response_that_breaks_off_is_told_from_a_server_that_is_not_reached() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(LION.getBytes(StandardCharsets.UTF_8));
        }
        byte[] half = Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2);
        server.reply(
                (call, request) ->
                        status(200)
                                .addHeader("Content-Encoding", "gzip")
                                .body(new Buffer().write(half))
                                .build());

        assertThat(failureOf(model()))
                .hasMessageContaining("sent a response that breaks off: java.io.EOFException")
                .hasMessageNotContaining("is the server up?");
        assertThat(server.calls()).isEqualTo(9);
    }

    @Test
    void a_server_that_speaks_another_protocol_is_reached() {
        server.reply(
                (call, request) -> new MockResponse.Builder().status("SSH-2.0-OpenSSH").build());

        assertThat(failureOf(model()))
                .hasMessageContaining("broke the HTTP protocol: java.net.ProtocolException")
                .hasMessageEndingWith("SSH-2.0-OpenSSH; is 'base-url' right?");
    }

    @Test
    void an_error_without_a_body_says_so() {
        server.reply((call, request) -> status(418).build());

        assertThat(failureOf(model())).hasMessageEndingWith("answered 418: nothing");
    }

    private ApiModel model() {
        return server.model(new OpenAiDialect(), 1);
    }
}
