package dev.inward.hosted.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.failsafe.function.CheckedSupplier;
import dev.inward.hosted.http.ApiAccess;
import dev.inward.hosted.http.ResponseParser;
import dev.inward.hosted.http.RetryableCall;
import dev.inward.model.Secret;
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
 * The calls to a batch API. They stand in the same line as all others to that server, and no thread
 * waits for them.
 *
 * <p>This class is thread-safe.
 */
final class BatchCalls {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MEND =
            "; does the server take this model, and these sampling keys, in a batch?";

    private static final long LONGEST_LINE = 16 << 20;

    /** Hundreds of megabytes go to and fro. */
    private static final Duration LONGEST_TRANSFER = Duration.ofMinutes(30);

    private final ApiAccess access;
    private final ApiAccess transfers;

    BatchCalls(ApiAccess access) {
        this.access = access;
        transfers = access.waiting(LONGEST_TRANSFER);
    }

    /** An address below that of the server, as {@link ApiAccess#url} makes it. */
    HttpUrl url(String path, String... names) {
        return access.url(path, names);
    }

    /** Whether an address is at the server, so that the key may go there. */
    boolean isHere(HttpUrl url) {
        HttpUrl here = access.settings().baseUrl();
        return url.scheme().equals(here.scheme())
                && url.host().equals(here.host())
                && url.port() == here.port();
    }

    /** Gets something, trying again after what may pass. */
    <T> CompletableFuture<T> get(HttpUrl url, Function<JsonNode, T> read) {
        RetryableCall<T> errand = json(access, url, null, read);
        return access.persistently(errand::tryOnce);
    }

    /** Gets something, trying once. */
    <T> CompletableFuture<T> getOnce(HttpUrl url, Function<JsonNode, T> read) {
        return json(access, url, null, read).tryOnce();
    }

    /** Sends something, trying once. */
    <T> CompletableFuture<T> post(HttpUrl url, RequestBody body, Function<JsonNode, T> read) {
        return json(transfers, url, body, read).tryOnce();
    }

    /**
     * Reads lines of JSON, trying again from the first one after what may pass.
     *
     * @param each takes a line as soon as it comes; it fails on none
     */
    CompletableFuture<Boolean> lines(HttpUrl url, Consumer<JsonNode> each) {
        ResponseParser answers = access.answers(url, MEND);
        RetryableCall<Boolean> errand =
                transfers.errand(
                        () -> transfers.request(url, null),
                        answers,
                        response -> {
                            if (!response.isSuccessful()) {
                                String body = answers.body(response);
                                return () -> answers.read(response, body, json -> true);
                            }
                            readLines(response, each);
                            return () -> true;
                        },
                        0);
        return access.persistently(errand::tryOnce);
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

    /** The next line, which is not trusted to end; null after the last. */
    private static @Nullable String line(BufferedSource lines) throws IOException {
        if (lines.indexOf((byte) '\n', 0, LONGEST_LINE) < 0 && lines.request(LONGEST_LINE)) {
            throw new IOException("a line has more than " + (LONGEST_LINE >> 20) + " MiB");
        }
        return lines.readUtf8Line();
    }

    /** Does something that is tried again after what may pass. */
    <T> CompletableFuture<T> persistently(CheckedSupplier<? extends CompletionStage<T>> call) {
        return access.persistently(call);
    }

    private static <T> RetryableCall<T> json(
            ApiAccess by, HttpUrl url, @Nullable RequestBody body, Function<JsonNode, T> read) {
        ResponseParser answers = by.answers(url, MEND);
        return by.errand(
                () -> by.request(url, body),
                answers,
                response -> {
                    String text = answers.body(response);
                    return () -> answers.read(response, text, read);
                },
                0);
    }
}
