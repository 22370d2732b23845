package dev.inward.hosted.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.failsafe.function.CheckedSupplier;
import dev.inward.hosted.http.ApiClient;
import dev.inward.hosted.http.ResponseParser;
import dev.inward.hosted.http.RetryableCall;
import dev.inward.hosted.http.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import okhttp3.HttpUrl;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Sends the calls to a batch API. They share the queue of all other calls to that server, and no
 * thread waits for them.
 *
 * <p>This class is thread-safe.
 */
final class BatchCalls {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MEND =
            "; check that the server accepts this model and these sampling keys in a batch";

    private static final long LONGEST_LINE = 16 << 20;

    /** A batch or its results may have hundreds of megabytes. */
    private static final Duration LONGEST_TRANSFER = Duration.ofMinutes(30);

    private final ApiClient access;
    private final ApiClient transfers;

    BatchCalls(ApiClient access) {
        this.access = access;
        transfers = access.withCallTimeout(LONGEST_TRANSFER);
    }

    /** Returns an address below that of the server, as {@link ApiClient#url} makes it. */
    HttpUrl url(String path, String... names) {
        return access.url(path, names);
    }

    /** Returns whether an address is at the server, so that the key may be sent there. */
    boolean isHere(HttpUrl url) {
        HttpUrl server = access.settings().baseUrl();
        return url.scheme().equals(server.scheme())
                && url.host().equals(server.host())
                && url.port() == server.port();
    }

    /** Gets JSON; retries transient failures. */
    <T> CompletableFuture<T> get(HttpUrl url, Function<JsonNode, T> read) {
        RetryableCall<T> call = json(access, url, null, read);
        return access.withRetries(call::tryOnce);
    }

    /** Gets JSON; tries once. */
    <T> CompletableFuture<T> getOnce(HttpUrl url, Function<JsonNode, T> read) {
        return json(access, url, null, read).tryOnce();
    }

    /** Posts a body; tries once. */
    <T> CompletableFuture<T> post(HttpUrl url, RequestBody body, Function<JsonNode, T> read) {
        return json(transfers, url, body, read).tryOnce();
    }

    /**
     * Reads lines of JSON. Retries transient failures, from the first line again.
     *
     * @param each takes each line as soon as it arrives; must not throw
     */
    CompletableFuture<Boolean> lines(HttpUrl url, Consumer<JsonNode> each) {
        ResponseParser answers = access.responseParser(url, MEND);
        RetryableCall<Boolean> call =
                transfers.retryableCall(
                        () -> transfers.request(url, null),
                        answers,
                        response -> {
                            if (!response.isSuccessful()) {
                                String body = answers.readBody(response);
                                return () -> answers.parse(response, body, json -> true);
                            }
                            readLines(response, each);
                            return () -> true;
                        },
                        0);
        return access.withRetries(call::tryOnce);
    }

    private void readLines(Response response, Consumer<JsonNode> each) throws IOException {
        Secret key = access.settings().key().ifSet();
        BufferedSource lines = response.body().source();
        for (String line = line(lines); line != null; line = line(lines)) {
            if (!line.isBlank()) {
                each.accept(JSON.readTree(key.maskedIn(line)));
            }
        }
    }

    /** Returns the next line, of bounded length; null after the last one. */
    private static @Nullable String line(BufferedSource lines) throws IOException {
        if (lines.indexOf((byte) '\n', 0, LONGEST_LINE) < 0 && lines.request(LONGEST_LINE)) {
            throw new IOException(
                    "a line of the results has more than %d MiB".formatted(LONGEST_LINE >> 20));
        }
        return lines.readUtf8Line();
    }

    /** Runs a call; retries transient failures. */
    <T> CompletableFuture<T> persistently(CheckedSupplier<? extends CompletionStage<T>> call) {
        return access.withRetries(call);
    }

    private static <T> RetryableCall<T> json(
            ApiClient by, HttpUrl url, @Nullable RequestBody body, Function<JsonNode, T> read) {
        ResponseParser answers = by.responseParser(url, MEND);
        return by.retryableCall(
                () -> by.request(url, body),
                answers,
                response -> {
                    String text = answers.readBody(response);
                    return () -> answers.parse(response, text, read);
                },
                0);
    }
}
