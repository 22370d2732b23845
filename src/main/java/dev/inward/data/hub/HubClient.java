package dev.inward.data.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Calls the HTTP API of the hub. Repeats a call that a later one can make good. The access token
 * goes to the hub alone: OkHttp removes it from a redirect to another server.
 *
 * <p>Thread-safe.
 */
final class HubClient {

    /** Tries of one call, of which the first is no retry. */
    static final int TRIES = 6;

    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final int PARTIAL_CONTENT = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpUrl endpoint;
    private final @Nullable String token;
    private final Duration firstWait;
    private final HubFailures failures;
    private final OkHttpClient http =
            new OkHttpClient.Builder()
                    .connectTimeout(TIMEOUT)
                    .readTimeout(TIMEOUT)
                    // A redirect from https to http would show what is read to everyone between.
                    .followSslRedirects(false)
                    .build();

    /**
     * Creates a client.
     *
     * @param endpoint the address of the hub
     * @param token the access token; null for none
     * @param firstWait the wait before the first retry; it doubles with each
     */
    HubClient(HttpUrl endpoint, @Nullable String token, Duration firstWait) {
        this.endpoint = endpoint;
        this.token = token;
        this.firstWait = firstWait;
        failures = new HubFailures(token);
    }

    /**
     * Returns what the hub says about a data set at a revision, with the checksums of its files.
     *
     * @param revision a commit, a branch or a tag
     */
    JsonNode revision(String dataset, String revision) {
        HttpUrl url =
                endpoint.newBuilder()
                        .addPathSegments("api/datasets/" + dataset + "/revision")
                        .addPathSegment(revision)
                        .addQueryParameter("blobs", "true")
                        .build();
        return retried(
                dataset,
                () -> {
                    try (Response response = call(dataset, url, 0)) {
                        return JSON.readTree(response.body().string());
                    } catch (JsonProcessingException e) {
                        throw new HubException(
                                dataset,
                                "cannot be read: " + url.host() + " answers with no JSON.",
                                e);
                    }
                });
    }

    /**
     * Downloads a file. A retry continues after the bytes that are there.
     *
     * @param part receives the content; must be empty
     */
    void download(String dataset, String revision, String path, Path part) {
        HttpUrl url =
                endpoint.newBuilder()
                        .addPathSegments("datasets/" + dataset + "/resolve")
                        .addPathSegment(revision)
                        .addPathSegments(path.replace("%", "%25"))
                        .build();
        retried(
                dataset,
                () -> {
                    long present = Files.size(part);
                    try (Response response = call(dataset, url, present)) {
                        if (response.code() == RANGE_NOT_SATISFIABLE) {
                            // The last try got every byte before its connection broke.
                            return present;
                        }
                        StandardOpenOption mode =
                                response.code() == PARTIAL_CONTENT
                                        ? StandardOpenOption.APPEND
                                        : StandardOpenOption.TRUNCATE_EXISTING;
                        try (OutputStream out =
                                Files.newOutputStream(part, StandardOpenOption.WRITE, mode)) {
                            return response.body().byteStream().transferTo(out);
                        }
                    }
                });
    }

    private Response call(String dataset, HttpUrl url, long from) throws IOException {
        var request = new Request.Builder().url(url).header("User-Agent", "inward");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        Response response = http.newCall(request.build()).execute();
        if (response.isSuccessful() || (from > 0 && response.code() == RANGE_NOT_SATISFIABLE)) {
            return response;
        }
        try (response) {
            String body = response.peekBody(1 << 16).string();
            throw failures.of(dataset, response, body);
        }
    }

    private <T> T retried(String dataset, CheckedSupplier<T> call) {
        RetryPolicy<T> policy =
                RetryPolicy.<T>builder()
                        .handle(IOException.class)
                        .withMaxRetries(TRIES - 1)
                        .withDelayFn(
                                tries ->
                                        tries.getLastException()
                                                                instanceof
                                                                HubFailures.RetryableStatus status
                                                        && status.requestedWait().isPresent()
                                                ? status.requestedWait().get()
                                                : firstWait.multipliedBy(
                                                        1L << (tries.getAttemptCount() - 1)))
                        .build();
        try {
            return Failsafe.with(policy).get(call);
        } catch (FailsafeException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new HubException(
                    dataset,
                    String.format(
                            Locale.ROOT,
                            "cannot be read from %s after %d tries: %s. Check the connection and repeat the run.",
                            endpoint.host(),
                            TRIES,
                            failures.masked(String.valueOf(cause.getMessage()))),
                    cause);
        }
    }
}
