package dev.inward.hosted.http;

import dev.inward.hosted.pacing.Pacer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * The HTTP connections and threads that all models of a provider share. Only the {@link Pacer}
 * limits their number.
 *
 * <p>This class is thread-safe.
 */
public final class Connections implements AutoCloseable {

    private static final int UNLIMITED = Integer.MAX_VALUE;
    private static final int MAX_TIMEOUT_SECONDS = Integer.MAX_VALUE / 1000;
    private static final int UNAVAILABLE = 503;
    private static final String RETRY_AFTER = "Retry-After";

    private final OkHttpClient client;

    /** Creates the threads; connections open with the first calls. */
    public Connections() {
        var dispatcher = new Dispatcher(CallThreads.open());
        dispatcher.setMaxRequests(UNLIMITED);
        dispatcher.setMaxRequestsPerHost(UNLIMITED);
        client =
                new OkHttpClient.Builder()
                        .dispatcher(dispatcher)
                        .connectionPool(new ConnectionPool(UNLIMITED, 1, TimeUnit.MINUTES))
                        .retryOnConnectionFailure(false)
                        // Redirects could send the key to an address it was not given for.
                        .followRedirects(false)
                        .followSslRedirects(false)
                        .readTimeout(Duration.ZERO)
                        .addNetworkInterceptor(Connections::withoutHiddenRetry)
                        .build();
    }

    /**
     * Removes a {@code Retry-After: 0} of a status 503, after which OkHttp repeats a call by
     * itself. Every call has to pass the {@link Pacer}.
     */
    private static Response withoutHiddenRetry(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        return response.code() == UNAVAILABLE
                        && String.valueOf(response.header(RETRY_AFTER)).matches("0+")
                ? response.newBuilder().removeHeader(RETRY_AFTER).build()
                : response;
    }

    /** Returns a client that uses these connections and has the given call timeout. */
    public OkHttpClient client(int timeoutSeconds) {
        return client.newBuilder()
                .callTimeout(Duration.ofSeconds(Math.min(timeoutSeconds, MAX_TIMEOUT_SECONDS)))
                .build();
    }

    /** Closes all connections and stops the threads; calls in flight fail. */
    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
