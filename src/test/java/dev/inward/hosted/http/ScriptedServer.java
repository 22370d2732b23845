package dev.inward.hosted.http;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import dev.inward.hosted.pacing.Pacer;
import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.FailureCauses;
import dev.inward.model.ModelListener;
import dev.inward.model.ModelSpecification;
import dev.inward.model.Prompt;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server whose replies a test scripts, and models that call it. The waits of the pacer take no
 * time: its clock jumps to their ends.
 */
final class ScriptedServer implements BeforeEachCallback, AfterEachCallback, ModelListener {

    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    /** Eight retries, as in production, but without the waits. */
    static final RetrySettings FAST_RETRIES =
            new RetrySettings(
                    8, Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMinutes(10));

    private final LocalServer local = new LocalServer();
    private final AtomicLong skippedNanos = new AtomicLong();
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    private final List<String> waits = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        local.beforeEach(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        local.afterEach(context);
    }

    /**
     * Sets the replies.
     *
     * @param script gets the number of the call, from 1 on, and the body of the request
     */
    void reply(BiFunction<Integer, String, MockResponse> script) {
        var count = new AtomicLong();
        local.server()
                .setDispatcher(
                        new Dispatcher() {
                            @Override
                            public MockResponse dispatch(RecordedRequest request) {
                                return script.apply(
                                        (int) count.incrementAndGet(),
                                        requireNonNull(request.getBody()).utf8());
                            }
                        });
    }

    /** Returns the number of calls that arrived. */
    int calls() {
        return local.server().getRequestCount();
    }

    /** Returns the reasons of the failed tries that the listener heard. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Returns the long waits that the listener heard: the end and the reason. */
    List<String> waits() {
        return List.copyOf(waits);
    }

    /** Returns how long the pacer has waited so far. */
    Duration waited() {
        return Duration.ofNanos(skippedNanos.get());
    }

    ApiModel model(Dialect dialect, int concurrency) {
        return model(dialect, Map.of("concurrency", String.valueOf(concurrency)));
    }

    ApiModel model(Dialect dialect, Map<String, String> extraSettings) {
        ModelSpecification specification =
                local.specification(extraSettings, Map.of()).withListener(this);
        var pacer =
                new Pacer(
                        () -> System.nanoTime() + skippedNanos.get(),
                        (delayNanos, task) -> {
                            skippedNanos.addAndGet(delayNanos);
                            ForkJoinPool.commonPool().execute(task);
                        },
                        Duration.ofSeconds(60));
        return new ApiModel(
                new ApiClient(
                        ApiSettings.read(specification, dialect),
                        dialect,
                        FAST_RETRIES,
                        Clock.fixed(NOON, ZoneOffset.UTC),
                        new ServerState(pacer, new ServerHealth()),
                        local.connections().client(60)));
    }

    /** Requests an answer to the prompts p1, p2 and so on; returns the outcomes by prompt. */
    static Map<String, Object> outcomes(ChatModel model, int prompts) throws Exception {
        Map<String, CompletableFuture<Object>> pending =
                IntStream.rangeClosed(1, prompts)
                        .boxed()
                        .collect(
                                toMap(
                                        i -> "p" + i,
                                        i ->
                                                model.complete(Prompt.ofUser("p" + i))
                                                        .thenApply(Completion::text)
                                                        .handle(ScriptedServer::outcome)));
        var outcomes = new HashMap<String, Object>();
        for (Map.Entry<String, CompletableFuture<Object>> each : pending.entrySet()) {
            outcomes.put(each.getKey(), each.getValue().get(60, TimeUnit.SECONDS));
        }
        return outcomes;
    }

    private static Object outcome(String text, Throwable failure) {
        return failure == null ? text : FailureCauses.causeOf(failure);
    }

    static MockResponse answer() {
        return status(200)
                .body(
                        "{\"choices\": [{\"finish_reason\": \"stop\", \"message\": {\"content\": \"lion\"}}]}")
                .build();
    }

    static MockResponse error(int status, String message) {
        return status(status).body("{\"error\": {\"message\": \"" + message + "\"}}").build();
    }

    static MockResponse.Builder status(int code) {
        return new MockResponse.Builder().code(code);
    }

    @Override
    public void callFailed(String model, String reason) {
        failures.add(reason);
    }

    @Override
    public void waitStarted(String model, String reason, Instant until) {
        waits.add(until + " " + reason);
    }
}
