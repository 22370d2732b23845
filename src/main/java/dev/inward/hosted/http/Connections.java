package dev.inward.hosted.http;

import dev.inward.hosted.pacing.Pacer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/**
 * The connections and threads that all models of a provider have in common. What limits them is the
 * {@link Pacer} alone.
 *
 * <p>This class is thread-safe.
 */
public final class Connections implements AutoCloseable {

    private static final int AS_MANY_AS_WERE_USED_AT_ONCE = Integer.MAX_VALUE;

    private final OkHttpClient client;

    public Connections() {
        var dispatcher = new Dispatcher(CallThreads.open());
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        client =
                new OkHttpClient.Builder()
                        .dispatcher(dispatcher)
                        .connectionPool(
                                new ConnectionPool(
                                        AS_MANY_AS_WERE_USED_AT_ONCE, 1, TimeUnit.MINUTES))
                        .retryOnConnectionFailure(false)
                        // A key goes to the address it was given for, and nowhere else.
                        .followRedirects(false)
                        .followSslRedirects(false)
                        .readTimeout(Duration.ZERO)
                        .build();
    }

    /** A client on these connections, whose calls end after so many seconds. */
    public OkHttpClient client(int timeoutSeconds) {
        return client.newBuilder().callTimeout(Duration.ofSeconds(timeoutSeconds)).build();
    }

    /** Lets go of connections and threads; answers that are still to come are lost. */
    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
