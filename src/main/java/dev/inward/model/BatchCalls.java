package dev.inward.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.failsafe.Failsafe;
import dev.failsafe.function.CheckedSupplier;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
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

    private final ApiSettings settings;
    private final Dialect dialect;
    private final Patience patience;
    private final Clock clock;
    private final Endpoint endpoint;
    private final OkHttpClient client;
    private final OkHttpClient transfers;
    private final Lane lane;

    BatchCalls(
            ApiSettings settings,
            Dialect dialect,
            Patience patience,
            Clock clock,
            Endpoint endpoint,
            OkHttpClient client,
            Lane lane) {
        this.settings = settings;
        this.dialect = dialect;
        this.patience = patience;
        this.clock = clock;
        this.endpoint = endpoint;
        this.client = client;
        this.lane = lane;
        transfers = client.newBuilder().callTimeout(LONGEST_TRANSFER).build();
    }

    /** An address below that of the server. */
    HttpUrl url(String path) {
        return settings.baseUrl().newBuilder().addPathSegments(path).build();
    }

    /** Whether an address is at the server, so that the key may go there. */
    boolean isHere(HttpUrl url) {
        HttpUrl here = settings.baseUrl();
        return url.scheme().equals(here.scheme())
                && url.host().equals(here.host())
                && url.port() == here.port();
    }

    /** Gets something, trying again after what may pass. */
    <T> CompletableFuture<T> get(HttpUrl url, Function<JsonNode, T> read) {
        Errand<T> errand = json(client, url, null, read);
        return persistently(errand::tryOnce);
    }

    /** Gets something, trying once. */
    <T> CompletableFuture<T> getOnce(HttpUrl url, Function<JsonNode, T> read) {
        return json(client, url, null, read).tryOnce();
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
        ApiAnswers answers = answers(url);
        Errand<Boolean> errand =
                errand(
                        transfers,
                        url,
                        null,
                        answers,
                        response -> {
                            if (!response.isSuccessful()) {
                                String body = answers.body(response);
                                return () -> answers.read(response, body, json -> true);
                            }
                            readLines(response, each);
                            return () -> true;
                        });
        return persistently(errand::tryOnce);
    }

    private void readLines(Response response, Consumer<JsonNode> each) throws IOException {
        Secret key = settings.key().ifSet();
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
        return Failsafe.with(patience.<T>policy()).with(new SameThread()).getStageAsync(call);
    }

    private <T> Errand<T> json(
            OkHttpClient by, HttpUrl url, @Nullable RequestBody body, Function<JsonNode, T> read) {
        ApiAnswers answers = answers(url);
        return errand(
                by,
                url,
                body,
                answers,
                response -> {
                    String text = answers.body(response);
                    return () -> answers.read(response, text, read);
                });
    }

    private <T> Errand<T> errand(
            OkHttpClient by,
            HttpUrl url,
            @Nullable RequestBody body,
            ApiAnswers answers,
            Errand.Reading<T> reading) {
        return new Errand<>(
                by, () -> request(url, body), reading, answers, endpoint, patience, lane, 0);
    }

    private ApiAnswers answers(HttpUrl url) {
        String address = url.newBuilder().query(null).build().toString();
        return new ApiAnswers(settings, dialect, address, clock, MEND);
    }

    private Request request(HttpUrl url, @Nullable RequestBody body) {
        var request = new Request.Builder().url(url);
        settings.headers().forEach(request::header);
        dialect.headers(settings.key().required()).forEach(request::header);
        return body == null ? request.build() : request.post(body).build();
    }
}
