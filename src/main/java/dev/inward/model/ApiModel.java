package dev.inward.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * A model behind an address: asked without a thread that waits, at most so many times at once as
 * its entry says, and again after what may pass.
 *
 * <p>This class is thread-safe.
 */
final class ApiModel implements IdentifiedModel, PricedModel, AutoCloseable {

    /**
     * How often and how long to try.
     *
     * @param retries tries after the first
     * @param first wait before the second try; doubled before each further one, give or take a
     *     quarter
     * @param longest longest wait, also where the server asks for more
     * @param deadline when to give up on a prompt
     */
    record Patience(int retries, Duration first, Duration longest, Duration deadline) {

        static final Patience USUAL =
                new Patience(
                        8, Duration.ofMillis(500), Duration.ofSeconds(60), Duration.ofMinutes(10));
    }

    private static final MediaType JSON = MediaType.get("application/json");
    private static final double JITTER = 0.25;
    private static final int TOKENS_OF_A_FRAME = 16;

    private final ApiSettings settings;
    private final Dialect dialect;
    private final HttpUrl url;
    private final OkHttpClient client;
    private final FailsafeExecutor<Completion> persistent;
    private final ApiAnswers answers;

    ApiModel(ApiSettings settings, Dialect dialect, Patience patience, Clock clock) {
        this.settings = settings;
        this.dialect = dialect;
        url = settings.baseUrl().newBuilder().addPathSegments(dialect.path(settings)).build();
        answers = new ApiAnswers(settings, dialect, url.toString(), clock);
        persistent = Failsafe.with(policy(patience));
        var dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(settings.concurrency());
        dispatcher.setMaxRequestsPerHost(settings.concurrency());
        client =
                new OkHttpClient.Builder()
                        .dispatcher(dispatcher)
                        .retryOnConnectionFailure(false)
                        .callTimeout(Duration.ofSeconds(settings.timeoutSeconds()))
                        .readTimeout(Duration.ZERO)
                        .build();
    }

    private static RetryPolicy<Completion> policy(Patience patience) {
        return RetryPolicy.<Completion>builder()
                .handleIf(failure -> failure instanceof ApiException api && api.isWorthRetrying())
                .withBackoff(patience.first(), patience.longest())
                .withJitter(JITTER)
                .withMaxRetries(patience.retries())
                .withMaxDuration(patience.deadline())
                .withDelayFnOn(
                        attempt -> {
                            ApiException failure = attempt.getLastException();
                            return failure.askedPause(patience.longest())
                                    .orElse(Duration.ofMillis(-1));
                        },
                        ApiException.class)
                .build();
    }

    @Override
    public CompletableFuture<Completion> complete(Prompt prompt) {
        return persistent.getStageAsync(() -> ask(request(prompt)));
    }

    @Override
    public List<String> identity(Prompt prompt) {
        return List.of(
                dialect.getClass().getSimpleName(),
                settings.baseUrl().toString(),
                settings.id(),
                body(prompt));
    }

    @Override
    public Optional<Price> price() {
        return Optional.ofNullable(settings.price());
    }

    /** No token is shorter than a byte; each turn has a frame of its own. */
    @Override
    public Usage most(Prompt prompt) {
        long input = TOKENS_OF_A_FRAME;
        for (Message message : prompt.messages()) {
            input += TOKENS_OF_A_FRAME + message.text().getBytes(StandardCharsets.UTF_8).length;
        }
        return new Usage(input, 0, settings.sampling().maxTokens());
    }

    private String body(Prompt prompt) {
        ObjectNode body = dialect.request(settings, prompt);
        body.setAll(settings.body());
        return body.toString();
    }

    private Request request(Prompt prompt) {
        var request = new Request.Builder().url(url).post(RequestBody.create(body(prompt), JSON));
        settings.headers().forEach(request::header);
        dialect.headers(settings.key()).forEach(request::header);
        return request.build();
    }

    private CompletableFuture<Completion> ask(Request request) {
        var coming = new CompletableFuture<Completion>();
        client.newCall(request)
                .enqueue(
                        new Callback() {
                            @Override
                            public void onFailure(Call call, IOException failure) {
                                coming.completeExceptionally(answers.unreached(failure));
                            }

                            @Override
                            public void onResponse(Call call, Response response) {
                                try (response) {
                                    String body = response.body().string();
                                    coming.complete(answers.completion(response, body));
                                } catch (IOException failure) {
                                    coming.completeExceptionally(answers.unreached(failure));
                                } catch (RuntimeException failure) {
                                    coming.completeExceptionally(failure);
                                }
                            }
                        });
        return coming;
    }

    /** Lets go of connections and threads; answers that are still to come are lost. */
    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
