package dev.inward.hosted.http;

import static dev.inward.hosted.http.LocalServer.FAST_RETRIES;
import static dev.inward.hosted.http.TestPrompt.answerOf;
import static dev.inward.hosted.http.TestPrompt.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.inward.hosted.AnthropicDialect;
import dev.inward.hosted.OpenAiDialect;
import dev.inward.hosted.OpenAiProvider;
import dev.inward.hosted.pacing.Pacer;
import dev.inward.hosted.pacing.Scheduler;
import dev.inward.knowntruth.NoDelaySockets;
import dev.inward.model.ApiException;
import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.model.ModelSpecification;
import dev.inward.model.Prompt;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All kinds of failures between a model and its server, and how each is handled. */
class ApiFaultsTest {

    private static final String KEY = "sk-very-secret";
    private static final String LION = answer("\"lion\"", "stop");

    @RegisterExtension private final LocalServer local = new LocalServer();
    private final MockWebServer server = local.server();
    private final AtomicReference<Instant> wallClock =
            new AtomicReference<>(Instant.parse("2026-11-24T12:00:00Z"));
    private final List<Long> scheduledDelays = new ArrayList<>();
    private final AtomicLong skippedNanos = new AtomicLong();
    private Scheduler scheduler = Scheduler.DEFAULT;
    private RetrySettings retries = FAST_RETRIES;
    private int timeoutSeconds = 60;

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 429, 500, 502, 503, 529})
    void a_transient_error_status_is_retried_up_to_the_maximum(int status) {
        for (int i = 0; i < 4; i++) {
            server.enqueue(status(status).body("not now").build());
        }

        assertThat(failureOf(model())).hasMessageContaining("answered " + status + ": not now");
        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "429, Retry-After, 30, 30000",
        "529, Retry-After, 30, 30000",
        "503, retry-after-ms, 250, 250",
        "429, Retry-After, 'Tue, 24 Nov 2026 12:00:30 GMT', 30000",
        "429, Retry-After, 500, 500000",
    })
    void a_pause_that_a_server_asks_for_holds_back_all_calls(
            int status, String header, String value, long millis) {
        server.enqueue(status(status).addHeader(header, value).build());
        enqueue(LION, LION);
        skipDelays();
        ApiModel model = model(Map.of("concurrency", "1"));

        CompletableFuture<Completion> first = model.complete(Prompt.ofUser("a"));
        CompletableFuture<Completion> second = model.complete(Prompt.ofUser("b"));

        assertThat(first.join().text()).isEqualTo("lion");
        assertThat(second.join().text()).isEqualTo("lion");
        assertThat(scheduledDelays.get(0) / 1e6).isBetween(millis - 1_000.0, (double) millis);
    }

    @Test
    void a_wrong_wall_clock_does_not_lengthen_a_pause() {
        retries =
                new RetrySettings(
                        3, Duration.ofMillis(1), Duration.ofSeconds(60), Duration.ofDays(1));
        server.enqueue(
                status(429)
                        .addHeader("Date", "Tue, 24 Nov 2026 12:00:00 GMT")
                        .addHeader("Retry-After", "Tue, 24 Nov 2026 12:00:05 GMT")
                        .build());
        enqueue(LION);
        skipDelays();
        wallClock.set(Instant.parse("2001-01-01T00:00:00Z"));

        assertThat(answerOf(model()).text()).isEqualTo("lion");
        assertThat(scheduledDelays.get(0) / 1e6).isBetween(4_000.0, 5_000.0);
    }

    @Test
    void a_server_that_was_never_reachable_is_a_configuration_error_for_all_prompts() {
        retries =
                new RetrySettings(
                        8, Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofDays(1));
        ApiModel model = model(Map.of("concurrency", "1"));
        server.close();

        for (int prompt = 0; prompt < 20; prompt++) {
            assertThat(failureOf(model))
                    .hasMessageContaining("is 'base-url' right, and is the server up?")
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            failure -> assertThat(failure.isConfigurationError()).isTrue());
        }
    }

    @Test
    void a_server_that_goes_down_after_a_response_is_a_transient_failure() {
        enqueue(LION);
        ApiModel model = model();
        answerOf(model);
        server.close();

        assertThat(failureOf(model))
                .hasMessageContaining("was not reached")
                .isInstanceOfSatisfying(
                        ApiException.class,
                        failure -> {
                            assertThat(failure.isConfigurationError()).isFalse();
                            assertThat(failure.isTransient()).isTrue();
                        });
    }

    @Test
    void a_connection_that_breaks_during_the_response_is_retried() {
        server.enqueue(
                status(200)
                        .body(LION)
                        .onResponseBody(SocketEffect.ShutdownConnection.INSTANCE)
                        .build());
        enqueue(LION);

        assertThat(answerOf(model()).text()).isEqualTo("lion");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"choices\": [{\"mess", "<html>Bad gateway</html>", ""})
    void a_response_that_is_not_json_is_retried(String body) {
        server.enqueue(status(200).addHeader("Content-Type", "text/html").body(body).build());
        enqueue(LION);

        assertThat(answerOf(model()).text()).isEqualTo("lion");
    }

    @Test
    void the_content_type_of_a_response_is_ignored() {
        server.enqueue(
                status(200).addHeader("Content-Type", "image/png; charset=?").body(LION).build());

        assertThat(answerOf(model()).text()).isEqualTo("lion");
    }

    @ParameterizedTest
    @CsvSource({"null, length, LENGTH", "null, content_filter, CONTENT_FILTER"})
    void an_answer_without_text_has_a_finish_reason(
            String content, String finishReason, FinishReason expected) {
        enqueue(answer(content, finishReason));

        Completion completion = answerOf(model());

        assertThat(completion.text()).isEmpty();
        assertThat(completion.finishReason()).isEqualTo(expected);
    }

    @Tag("slow")
    @Test
    void an_answer_of_ten_mebibytes_is_read() {
        enqueue(answer("\"" + "a".repeat(10 << 20) + "\"", "stop"));

        assertThat(answerOf(model()).text()).hasSize(10 << 20);
    }

    @Test
    @Tag("slow")
    void an_answer_above_sixteen_mebibytes_fails_without_a_retry() {
        var huge = new Buffer().writeUtf8("a".repeat((16 << 20) + 1));
        server.enqueue(status(200).body(huge).build());

        assertThat(failureOf(model())).hasMessageContaining("sent more than 16 MiB");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    @Tag("slow")
    void a_response_of_one_byte_per_second_ends_with_the_timeout() {
        retries =
                new RetrySettings(
                        0, Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofDays(1));
        timeoutSeconds = 1;
        server.enqueue(status(200).body(LION).throttleBody(1, 1, TimeUnit.SECONDS).build());

        assertThat(failureOf(model())).hasMessageContaining("was not reached");
    }

    @Test
    void a_redirect_is_not_followed_and_fails_with_a_hint() throws IOException {
        try (var other = new MockWebServer()) {
            other.setServerSocketFactory(new NoDelaySockets());
            other.start();
            server.enqueue(
                    status(307)
                            .addHeader(
                                    "Location",
                                    "http://elsewhere.test:" + other.getPort() + "/" + KEY)
                            .build());
            server.enqueue(status(308).addHeader("Location", other.url("/v1").toString()).build());
            assertThat(failureOf(model()))
                    .hasMessageContaining("answered 307: it redirects to http://elsewhere.test")
                    .hasMessageContaining("keys are never sent to another address")
                    .hasMessageContaining("'base-url'")
                    .hasMessageNotContaining(KEY)
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            failure -> assertThat(failure.isConfigurationError()).isTrue());
            assertThat(failureOf(model())).hasMessageContaining("answered 308");
            assertThat(server.getRequestCount()).isEqualTo(2);
            assertThat(other.getRequestCount()).isZero();
        }
    }

    @Test
    void a_key_in_a_response_is_masked_in_text_and_raw_response() {
        enqueue(answer("\"you sent " + KEY + "\"", "stop"));

        Completion completion = answerOf(model());

        assertThat(completion.text()).isEqualTo("you sent ***");
        assertThat(completion.raw().orElseThrow()).contains("you sent ***").doesNotContain(KEY);
    }

    @Test
    void a_key_with_invalid_characters_is_not_shown_in_the_failure() {
        String key = "sk-very\u00e9secret";

        Throwable failure = failureOf(model(new AnthropicDialect(), Map.of(), key));

        assertThat(failure).hasMessageContaining("cannot be called").hasMessageNotContaining(key);
        assertThat(failure).hasStackTraceContaining("***");
        assertThat(stackTrace(failure)).doesNotContain(key);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void the_deadline_counts_from_the_first_try_and_not_from_the_queueing() {
        retries = new RetrySettings(3, Duration.ofMillis(1), Duration.ofMillis(4), Duration.ZERO);
        server.enqueue(status(500).body("late").build());

        assertThat(failureOf(model())).hasMessageContaining("answered 500: late");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void closing_the_provider_fails_all_waiting_calls() {
        var provider = new OpenAiProvider();
        ChatModel model = provider.open(specification(Map.of("requests-per-minute", "0.001"), KEY));
        enqueue(LION);
        model.complete(Prompt.ofUser("first")).join();
        List<CompletableFuture<Completion>> waiting =
                IntStream.range(0, 1000)
                        .mapToObj(i -> model.complete(Prompt.ofUser("p" + i)))
                        .toList();

        provider.close();

        assertThat(waiting)
                .allSatisfy(
                        answer ->
                                assertThat(catchThrowable(() -> answer.get(20, TimeUnit.SECONDS)))
                                        .hasMessageContaining("the run has ended"));
    }

    /** Runs scheduled tasks at once and moves the clock by their delays. */
    private void skipDelays() {
        retries =
                new RetrySettings(
                        3, Duration.ofMillis(1), Duration.ofSeconds(60), Duration.ofDays(1));
        scheduler =
                (delayNanos, task) -> {
                    scheduledDelays.add(delayNanos);
                    skippedNanos.addAndGet(delayNanos);
                    ForkJoinPool.commonPool().execute(task);
                };
    }

    private ApiModel model() {
        return model(Map.of());
    }

    private ApiModel model(Map<String, String> extraSettings) {
        return model(new OpenAiDialect(), extraSettings, KEY);
    }

    private ApiModel model(Dialect dialect, Map<String, String> extraSettings, String key) {
        var serverState =
                new ServerState(
                        new Pacer(
                                () -> System.nanoTime() + skippedNanos.get(),
                                scheduler,
                                retries.maxDelay()),
                        new ServerHealth());
        return new ApiModel(
                new ApiClient(
                        ApiSettings.read(specification(extraSettings, key), dialect),
                        dialect,
                        retries,
                        new JumpingClock(wallClock),
                        serverState,
                        local.connections().client(timeoutSeconds)));
    }

    private ModelSpecification specification(Map<String, String> extraSettings, String key) {
        var settings = new HashMap<>(Map.of("key-env", "KEY"));
        settings.putAll(extraSettings);
        return local.specification(settings, Map.of("KEY", key));
    }

    private void enqueue(String... bodies) {
        for (String body : bodies) {
            server.enqueue(status(200).body(body).build());
        }
    }

    private static MockResponse.Builder status(int code) {
        return new MockResponse.Builder().code(code);
    }

    private static String answer(String content, String finishReason) {
        return "{\"choices\": [{\"finish_reason\": \"%s\", \"message\": {\"content\": %s}}]}"
                .formatted(finishReason, content);
    }

    private static String stackTrace(Throwable failure) {
        var printed = new StringWriter();
        failure.printStackTrace(new PrintWriter(printed));
        return printed.toString();
    }

    private static final class JumpingClock extends Clock {

        private final AtomicReference<Instant> now;

        private JumpingClock(AtomicReference<Instant> now) {
            this.now = now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }
}
