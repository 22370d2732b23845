package dev.inward.hosted.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.failsafe.function.CheckedSupplier;
import dev.inward.hosted.http.ApiClient;
import dev.inward.hosted.http.ResponseParser;
import dev.inward.hosted.http.RetryableCall;
import dev.inward.hosted.response.ResponseJson;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
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
 * Sends the calls to a batch API. They share the queue of all other calls to the model. No thread
 * blocks while it waits for them.
 *
 * <p>This class is thread-safe.
 */
final class BatchCalls {

    private static final String REFUSAL_HINT =
            "; check that the server accepts this model and these sampling keys in a batch";

    private static final long MAX_LINE_BYTES = 16 << 20;

    /** A batch or its results may have hundreds of megabytes. */
    private static final Duration TRANSFER_TIMEOUT = Duration.ofMinutes(30);

    private final ApiClient apiClient;
    private final ApiClient transferClient;

    BatchCalls(ApiClient apiClient) {
        this.apiClient = apiClient;
        transferClient = apiClient.withCallTimeout(TRANSFER_TIMEOUT);
    }

    /** Returns an address below the base URL; see {@link ApiClient#url}. */
    HttpUrl url(String path, String... names) {
        return apiClient.url(path, names);
    }

    /** Returns whether an address is at the server, so that the key may be sent there. */
    boolean isSameServer(HttpUrl url) {
        return apiClient.settings().baseUrl().isSameServer(url);
    }

    /** Sends a GET request for JSON; retries transient failures. */
    <T> CompletableFuture<T> get(HttpUrl url, Function<JsonNode, T> read) {
        RetryableCall<T> call = call(apiClient, url, null, read);
        return apiClient.withRetries(call::tryOnce);
    }

    /** Sends a GET request for JSON; tries once. */
    <T> CompletableFuture<T> getOnce(HttpUrl url, Function<JsonNode, T> read) {
        return call(apiClient, url, null, read).tryOnce();
    }

    /** Sends a POST request; tries once. */
    <T> CompletableFuture<T> post(HttpUrl url, RequestBody body, Function<JsonNode, T> read) {
        return call(transferClient, url, body, read).tryOnce();
    }

    /**
     * Reads lines of JSON. A retry after a transient failure starts again at the first line.
     *
     * @param each receives each line as soon as it arrives; must not throw
     */
    CompletableFuture<Boolean> lines(HttpUrl url, Consumer<JsonNode> each) {
        ResponseParser parser = apiClient.responseParser(url, REFUSAL_HINT);
        RetryableCall<Boolean> call =
                transferClient.otherCall(
                        () -> transferClient.request(url, null),
                        parser,
                        response -> {
                            readLines(response, each);
                            return () -> true;
                        });
        return apiClient.withRetries(call::tryOnce);
    }

    private void readLines(Response response, Consumer<JsonNode> each) throws IOException {
        BufferedSource lines = response.body().source();
        for (String line = nextLine(lines); line != null; line = nextLine(lines)) {
            if (!line.isBlank()) {
                each.accept(ResponseJson.read(apiClient.settings().maskedIn(line)));
            }
        }
    }

    /** Returns the next line, of bounded length; null after the last one. */
    private static @Nullable String nextLine(BufferedSource lines) throws IOException {
        if (lines.indexOf((byte) '\n', 0, MAX_LINE_BYTES) < 0 && lines.request(MAX_LINE_BYTES)) {
            throw new IOException(
                    String.format(
                            Locale.ROOT,
                            "a line of the results has more than %d MiB",
                            MAX_LINE_BYTES >> 20));
        }
        return lines.readUtf8Line();
    }

    /** Runs a call; retries transient failures. */
    <T> CompletableFuture<T> withRetries(CheckedSupplier<? extends CompletionStage<T>> call) {
        return apiClient.withRetries(call);
    }

    private static <T> RetryableCall<T> call(
            ApiClient client, HttpUrl url, @Nullable RequestBody body, Function<JsonNode, T> read) {
        ResponseParser parser = client.responseParser(url, REFUSAL_HINT);
        return client.otherCall(
                () -> client.request(url, body),
                parser,
                response -> {
                    String text = parser.readBody(response);
                    return () -> parser.parse(response, text, read);
                });
    }
}
