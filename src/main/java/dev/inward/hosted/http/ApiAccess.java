package dev.inward.hosted.http;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.function.CheckedSupplier;
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
 * How one model's server is reached: where it is, what its headers say, in which line calls stand,
 * and how often they are tried. All calls go by way of it, whatever they are for.
 *
 * <p>This class is thread-safe.
 */
public final class ApiAccess {

    private final ApiSettings settings;
    private final Dialect dialect;
    private final RetrySettings patience;
    private final Clock clock;
    private final Endpoint endpoint;
    private final OkHttpClient client;
    private final ModelQueue lane;
    private final FailsafeExecutor<Object> persistent;

    /**
     * Makes the access to one model at its server.
     *
     * @param clock tells the time where a server names one
     * @param endpoint the server, in common with other models
     * @param client the connections, in common with other models
     */
    public ApiAccess(
            ApiSettings settings,
            Dialect dialect,
            RetrySettings patience,
            Clock clock,
            Endpoint endpoint,
            OkHttpClient client) {
        this.settings = settings;
        this.dialect = dialect;
        this.patience = patience;
        this.clock = clock;
        this.endpoint = endpoint;
        this.client = client;
        lane = endpoint.pacer().lane(settings.id(), settings.pace());
        persistent = Failsafe.with(patience.policy()).with(new DirectExecutor());
    }

    /** The access to the model at the same server that has another id. */
    ApiAccess other(String name, String id) {
        return new ApiAccess(settings.of(name, id), dialect, patience, clock, endpoint, client);
    }

    /** The same access for calls that may take so long. */
    public ApiAccess waiting(Duration longest) {
        return new ApiAccess(
                settings,
                dialect,
                patience,
                clock,
                endpoint,
                client.newBuilder().callTimeout(longest).build());
    }

    public ApiSettings settings() {
        return settings;
    }

    Dialect dialect() {
        return dialect;
    }

    RetrySettings patience() {
        return patience;
    }

    public OkHttpClient client() {
        return client;
    }

    /**
     * An address below that of the server.
     *
     * @param path what comes first, slashes and all
     * @param names what follows, such as the server's own name for a thing, each between slashes
     */
    public HttpUrl url(String path, String... names) {
        HttpUrl.Builder url = settings.baseUrl().newBuilder().addPathSegments(path);
        for (String name : names) {
            url.addPathSegment(name);
        }
        return url.build();
    }

    /**
     * A request with the headers of this model and its key.
     *
     * @param body what is sent; null where something is asked for
     * @throws IllegalArgumentException when there is no key, or a header cannot be sent
     */
    public Request request(HttpUrl url, @Nullable RequestBody body) {
        var request = new Request.Builder().url(url);
        settings.headers().forEach(request::header);
        dialect.headers(settings.key().required()).forEach(request::header);
        return body == null ? request.build() : request.post(body).build();
    }

    /**
     * Reads what comes from an address.
     *
     * @param mendOfRefusal what to do where the server refuses what it was asked
     */
    ResponseParser answers(String address, String mendOfRefusal) {
        return new ResponseParser(settings, dialect, address, clock, mendOfRefusal);
    }

    /** The same of an address whose query is no business of whoever reads a message. */
    public ResponseParser answers(HttpUrl url, String mendOfRefusal) {
        return answers(url.newBuilder().query(null).build().toString(), mendOfRefusal);
    }

    /**
     * Prepares a call.
     *
     * @param request makes the request, when it is about to be sent
     * @param reading makes an answer of what came back
     * @param tokens what it weighs where tokens are counted
     */
    public <T> RetryableCall<T> errand(
            Supplier<Request> request,
            ResponseParser answers,
            RetryableCall.ResponseReader<T> reading,
            double tokens) {
        return new RetryableCall<>(
                client, request, reading, answers, endpoint, patience, lane, tokens);
    }

    /** Does something that is tried again after what may pass. */
    public <T> CompletableFuture<T> persistently(
            CheckedSupplier<? extends CompletionStage<T>> call) {
        return persistent.getStageAsync(call);
    }
}
