package dev.inward.hosted.http;

import dev.inward.hosted.pacing.Pacer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/**
 * The HTTP connections and threads that all models of a provider share. Only the {@link Pacer}
 * limits their number.
 *
 * <p>This class is thread-safe.
 */
public final class Connections implements AutoCloseable {

    private static final int UNLIMITED = Integer.MAX_VALUE;

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
                        .build();
    }

    /** Returns a client that uses these connections and has the given call timeout. */
    public OkHttpClient client(int timeoutSeconds) {
        return client.newBuilder().callTimeout(Duration.ofSeconds(timeoutSeconds)).build();
    }

    /** Closes all connections and stops the threads; calls in flight fail. */
    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
