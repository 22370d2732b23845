package dev.inward.hosted.http;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.function.CheckedSupplier;
import dev.inward.hosted.pacing.CallGroup;
import dev.inward.hosted.pacing.ModelQueue;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Builds and sends all HTTP calls for one model: completions, batches and finetuning. It adds
 * address, headers and key, and applies queue and retries.
 *
 * <p>This class is thread-safe.
 */
public final class ApiClient {

    private final ApiSettings settings;
    private final Dialect dialect;
    private final RetrySettings retries;
    private final Clock clock;
    private final ServerState server;
    private final OkHttpClient httpClient;
    private final ModelQueue queue;
    private final CallGroup completions;
    private final CallGroup otherCalls;
    private final FailsafeExecutor<Object> retryExecutor;

    /**
     * Creates the client of one model.
     *
     * @param clock gives the current time if a response asks to wait until a date
     * @param server the state of the server; shared with other models
     * @param client the HTTP client; its connections are shared with other models
     */
    public ApiClient(
            ApiSettings settings,
            Dialect dialect,
            RetrySettings retries,
            Clock clock,
            ServerState server,
            OkHttpClient client) {
        this.settings = settings;
        this.dialect = dialect;
        this.retries = retries;
        this.clock = clock;
        this.server = server;
        this.httpClient = client;
        queue = server.pacer().queue(settings.id(), settings.pace());
        completions = newGroup();
        otherCalls = newGroup();
        retryExecutor = Failsafe.with(retries.policy()).with(new DirectScheduler());
    }

    private CallGroup newGroup() {
        return server.pacer()
                .newGroup(
                        queue,
                        settings.pace().concurrency(),
                        retries.maxRetries(),
                        retries::backoff);
    }

    /** Returns the client of another model at the same server. */
    ApiClient forModel(String name, String id) {
        return new ApiClient(
                settings.forModel(name, id), dialect, retries, clock, server, httpClient);
    }

    /** Returns the same client with another call timeout. */
    public ApiClient withCallTimeout(Duration timeout) {
        return new ApiClient(
                settings,
                dialect,
                retries,
                clock,
                server,
                httpClient.newBuilder().callTimeout(timeout).build());
    }

    /** Returns the settings of the model. */
    public ApiSettings settings() {
        return settings;
    }

    Dialect dialect() {
        return dialect;
    }

    RetrySettings retries() {
        return retries;
    }

    /** Sends no more calls to the server, for none of its models; calls in flight continue. */
    void stopSending() {
        server.pacer().stop();
    }

    /** Returns the HTTP client, for calls that need neither queue nor retries. */
    public OkHttpClient httpClient() {
        return httpClient;
    }

    /**
     * Returns an address below the base URL.
     *
     * @param path the path after the base URL; can contain slashes
     * @param names further path segments, for example the server's id of an object; each is encoded
     */
    public HttpUrl url(String path, String... names) {
        return settings.baseUrl().url(path, names);
    }

    /**
     * Returns a request with the headers of this model and its key.
     *
     * @param body the body of a POST request; null for a GET request
     * @throws IllegalArgumentException if the key is missing or a header contains invalid
     *     characters
     */
    public Request request(HttpUrl url, @Nullable RequestBody body) {
        var builder = new Request.Builder().url(url);
        settings.headers().forEach(builder::header);
        dialect.headers(settings.key().required()).forEach(builder::header);
        return body == null ? builder.build() : builder.post(body).build();
    }

    /**
     * Returns a parser of the responses from an address. Its error messages omit the query, which
     * can hold a key.
     *
     * @param refusalHint how to fix a request that the server refuses; ends the error message
     */
    public ResponseParser responseParser(HttpUrl url, String refusalHint) {
        return new ResponseParser(
                settings,
                dialect,
                url.newBuilder().query(null).build().toString(),
                clock,
                refusalHint);
    }

    /**
     * Creates a call that requests no completion, such as one for the state of a batch; {@link
     * RetryableCall#tryOnce} sends it.
     *
     * @param request creates the request, immediately before it is sent
     * @param parser creates the exceptions of failed tries
     * @param reader reads a response; of a call for another purpose only a successful one
     */
    public <T> RetryableCall<T> otherCall(
            Supplier<Request> request,
            ResponseParser parser,
            RetryableCall.ResponseReader<T> reader) {
        return call(CallPurpose.OTHER, request, parser, reader, 0);
    }

    /**
     * Creates a call; {@link RetryableCall#tryOnce} sends it.
     *
     * @param purpose what the end of the call says about the model
     * @param request creates the request, immediately before it is sent
     * @param parser creates the exceptions of failed tries
     * @param reader reads a response; of a call for another purpose only a successful one
     * @param tokens the estimated number of tokens that count against a token limit
     */
    <T> RetryableCall<T> call(
            CallPurpose purpose,
            Supplier<Request> request,
            ResponseParser parser,
            RetryableCall.ResponseReader<T> reader,
            double tokens) {
        CallGroup group = purpose == CallPurpose.OTHER ? otherCalls : completions;
        return new RetryableCall<>(
                httpClient,
                request,
                reader,
                parser,
                server,
                retries,
                purpose,
                group,
                send -> server.pacer().newCall(queue, group, tokens, send));
    }

    /** Records an answer of the model that no call has given, such as one of a batch. */
    public void recordAnswer() {
        server.pacer().recordAnswer(completions);
    }

    /** Runs a call and retries it after transient failures. No thread blocks in between. */
    public <T> CompletableFuture<T> withRetries(
            CheckedSupplier<? extends CompletionStage<T>> call) {
        return retryExecutor.getStageAsync(call);
    }
}
