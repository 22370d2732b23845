package dev.inward.hosted.http;

import static dev.inward.hosted.http.Asking.ask;
import static dev.inward.hosted.http.Asking.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.inward.hosted.AnthropicDialect;
import dev.inward.hosted.OpenAiDialect;
import dev.inward.hosted.OpenAiProvider;
import dev.inward.hosted.pacing.Pacer;
import dev.inward.hosted.pacing.Scheduler;
import dev.inward.knowntruth.PromptSockets;
import dev.inward.model.ApiException;
import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.model.ModelSpecification;
import dev.inward.model.Prompt;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever can go wrong between a model and its server, each with what must come of it. */
class ApiFaultsTest {

    private static final String KEY = "sk-very-secret";
    private static final RetrySettings IMPATIENT =
            new RetrySettings(3, Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofMinutes(1));
    private static final String LION = answer("\"lion\"", "stop");

    private final MockWebServer server = new MockWebServer();
    private final Connections connections = new Connections();
    private final AtomicReference<Instant> wall =
            new AtomicReference<>(Instant.parse("2026-11-24T12:00:00Z"));
    private final List<Long> alarms = new ArrayList<>();
    private final AtomicLong skipped = new AtomicLong();
    private Scheduler alarm = Scheduler.USUAL;
    private RetrySettings patience = IMPATIENT;
    private int timeoutSeconds = 60;

    @BeforeEach
    void start() throws IOException {
        server.setServerSocketFactory(new PromptSockets());
        server.start();
    }

    @AfterEach
    void stop() {
        connections.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 429, 500, 502, 503, 529})
    void a_status_that_may_pass_is_tried_again_as_often_as_patience_has_it(int status) {
        for (int i = 0; i < 4; i++) {
            server.enqueue(status(status).body("not now").build());
        }

        assertThat(failure(model())).hasMessageContaining("answered " + status + ": not now");
        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "429, Retry-After, 30, 30000",
        "529, Retry-After, 30, 30000",
        "503, retry-after-ms, 250, 250",
        "429, Retry-After, 'Tue, 24 Nov 2026 12:00:30 GMT', 30000",
        "429, Retry-After, 3600, 60000",
    })
    void a_server_that_asks_for_a_pause_gets_it_from_everybody(
            int status, String header, String value, long millis) {
        server.enqueue(status(status).addHeader(header, value).build());
        enqueue(LION, LION);
        onlyNoteAlarms();
        ApiModel model = model(Map.of("concurrency", "1"));

        CompletableFuture<Completion> refused = model.complete(Prompt.ofUser("a"));
        CompletableFuture<Completion> behind = model.complete(Prompt.ofUser("b"));

        assertThat(refused.join().text()).isEqualTo("lion");
        assertThat(behind.join().text()).isEqualTo("lion");
        assertThat(alarms.get(0) / 1e6).isBetween(millis - 1_000.0, (double) millis);
    }

    @Test
    void a_clock_that_jumps_does_not_lengthen_a_pause() {
        patience =
                new RetrySettings(
                        3, Duration.ofMillis(1), Duration.ofSeconds(60), Duration.ofDays(1));
        server.enqueue(
                status(429)
                        .addHeader("Date", "Tue, 24 Nov 2026 12:00:00 GMT")
                        .addHeader("Retry-After", "Tue, 24 Nov 2026 12:00:05 GMT")
                        .build());
        enqueue(LION);
        onlyNoteAlarms();
        wall.set(Instant.parse("2001-01-01T00:00:00Z"));

        assertThat(ask(model()).text()).isEqualTo("lion");
        assertThat(alarms.get(0) / 1e6).isBetween(4_000.0, 5_000.0);
    }

    @Test
    void a_server_that_was_never_there_is_given_up_after_three_tries_for_all_prompts() {
        patience =
                new RetrySettings(
                        8, Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofDays(1));
        ApiModel model = model(Map.of("concurrency", "1"));
        server.close();

        for (int prompt = 0; prompt < 20; prompt++) {
            assertThat(failure(model))
                    .hasMessageContaining("is 'base-url' right, and is the server up?")
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            failure -> assertThat(failure.isConfigurationError()).isTrue());
        }
    }

    @Test
    void a_server_that_goes_away_after_it_was_there_is_waited_for() {
        enqueue(LION);
        ApiModel model = model();
        ask(model);
        server.close();

        assertThat(failure(model))
                .hasMessageContaining("was not reached")
                .isInstanceOfSatisfying(
                        ApiException.class,
                        failure -> {
                            assertThat(failure.isConfigurationError()).isFalse();
                            assertThat(failure.isWorthRetrying()).isTrue();
                        });
    }

    @Test
    void a_connection_that_breaks_in_the_middle_is_tried_again() {
        server.enqueue(
                status(200)
                        .body(LION)
                        .onResponseBody(SocketEffect.ShutdownConnection.INSTANCE)
                        .build());
        enqueue(LION);

        assertThat(ask(model()).text()).isEqualTo("lion");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"choices\": [{\"mess", "<html>Bad gateway</html>", ""})
    void what_is_no_json_is_tried_again(String body) {
        server.enqueue(status(200).addHeader("Content-Type", "text/html").body(body).build());
        enqueue(LION);

        assertThat(ask(model()).text()).isEqualTo("lion");
    }

    @Test
    void an_answer_under_a_wrong_content_type_is_an_answer() {
        server.enqueue(
                status(200).addHeader("Content-Type", "image/png; charset=?").body(LION).build());

        assertThat(ask(model()).text()).isEqualTo("lion");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"choices\": []}", "{}", "[]", "null", "7"})
    void json_without_an_answer_is_a_failure_that_is_not_tried_again(String body) {
        enqueue(body);

        assertThat(failure(model())).hasMessageContaining("sent no answer");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"null, length, LENGTH", "null, content_filter, CONTENT_FILTER"})
    void no_text_is_an_answer_that_says_why(String content, String said, FinishReason reason) {
        enqueue(answer(content, said));

        Completion completion = ask(model());

        assertThat(completion.text()).isEmpty();
        assertThat(completion.finishReason()).isEqualTo(reason);
    }

    @Test
    void an_answer_of_ten_mebibytes_is_read() {
        enqueue(answer("\"" + "a".repeat(10 << 20) + "\"", "stop"));

        assertThat(ask(model()).text()).hasSize(10 << 20);
    }

    @Test
    void more_than_sixteen_mebibytes_are_not_read() {
        var huge = new Buffer().writeUtf8("a".repeat((16 << 20) + 1));
        server.enqueue(status(200).body(huge).build());

        assertThat(failure(model())).hasMessageContaining("sent more than 16 MiB");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void an_answer_of_one_byte_a_second_ends_at_the_time_out() {
        patience =
                new RetrySettings(
                        0, Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofDays(1));
        timeoutSeconds = 1;
        server.enqueue(status(200).body(LION).throttleBody(1, 1, TimeUnit.SECONDS).build());

        assertThat(failure(model())).hasMessageContaining("was not reached");
    }

    @Test
    void a_redirect_to_another_host_is_not_followed_and_says_what_to_mend() throws IOException {
        try (var other = new MockWebServer()) {
            other.setServerSocketFactory(new PromptSockets());
            other.start();
            server.enqueue(
                    status(307)
                            .addHeader(
                                    "Location",
                                    "http://elsewhere.test:" + other.getPort() + "/" + KEY)
                            .build());
            server.enqueue(status(308).addHeader("Location", other.url("/v1").toString()).build());
            ApiModel model = model();

            assertThat(failure(model))
                    .hasMessageContaining("answered 307: it redirects to http://elsewhere.test")
                    .hasMessageContaining("keys are never sent to another address")
                    .hasMessageContaining("'base-url'")
                    .hasMessageNotContaining(KEY)
                    .isInstanceOfSatisfying(
                            ApiException.class,
                            failure -> assertThat(failure.isConfigurationError()).isTrue());
            assertThat(failure(model)).hasMessageContaining("answered 308");
            assertThat(server.getRequestCount()).isEqualTo(2);
            assertThat(other.getRequestCount()).isZero();
        }
    }

    @Test
    void a_key_that_a_server_repeats_is_in_neither_text_nor_response() {
        enqueue(answer("\"you sent " + KEY + "\"", "stop"));

        Completion completion = ask(model());

        assertThat(completion.text()).isEqualTo("you sent ***");
        assertThat(completion.raw().orElseThrow()).contains("you sent ***").doesNotContain(KEY);
    }

    @Test
    void a_key_that_no_header_can_carry_is_not_shown_by_the_complaint_about_it() {
        String key = "sk-very\u00e9secret";

        Throwable failure = failure(model(new AnthropicDialect(), Map.of(), key));

        assertThat(failure).hasMessageContaining("cannot be asked").hasMessageNotContaining(key);
        assertThat(failure).hasStackTraceContaining("***");
        assertThat(printed(failure)).doesNotContain(key);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void the_deadline_counts_from_the_first_try_and_not_from_the_line() {
        patience = new RetrySettings(3, Duration.ofMillis(1), Duration.ofMillis(4), Duration.ZERO);
        server.enqueue(status(500).body("late").build());

        assertThat(failure(model())).hasMessageContaining("answered 500: late");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void a_run_that_is_closed_leaves_nobody_waiting() {
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
                                        .hasMessageContaining("the run has been closed"));
    }

    /** Alarms ring at once, whatever was asked for, as if time had passed. */
    private void onlyNoteAlarms() {
        patience =
                new RetrySettings(
                        3, Duration.ofMillis(1), Duration.ofSeconds(60), Duration.ofDays(1));
        alarm =
                (nanos, task) -> {
                    alarms.add(nanos);
                    skipped.addAndGet(nanos);
                    ForkJoinPool.commonPool().execute(task);
                };
    }

    private ApiModel model() {
        return model(Map.of());
    }

    private ApiModel model(Map<String, String> more) {
        return model(new OpenAiDialect(), more, KEY);
    }

    private ApiModel model(Dialect dialect, Map<String, String> more, String key) {
        var endpoint =
                new Endpoint(
                        new Pacer(
                                () -> System.nanoTime() + skipped.get(), alarm, patience.longest()),
                        new ServerHealth());
        return new ApiModel(
                new ApiAccess(
                        ApiSettings.read(specification(more, key), dialect),
                        dialect,
                        patience,
                        new JumpingClock(wall),
                        endpoint,
                        connections.client(timeoutSeconds)));
    }

    private ModelSpecification specification(Map<String, String> more, String key) {
        var settings = new HashMap<>(Map.of("id", "tiny", "key-env", "KEY"));
        settings.put("base-url", server.url("/v1").toString());
        settings.putAll(more);
        return new ModelSpecification(
                "hosted",
                "openai",
                settings,
                Path.of("."),
                Path.of("."),
                variable -> variable.equals("KEY") ? Optional.of(key) : Optional.empty());
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

    private static String printed(Throwable failure) {
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
