package dev.inward.hosted.http;

import dev.inward.hosted.pacing.ModelQueue;
import dev.inward.hosted.pacing.QueuedCall;
import dev.inward.hosted.pacing.ServerFeedback;
import dev.inward.model.ApiException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * One HTTP call over all its tries. A retry starts only after the previous try has ended.
 *
 * @param <T> the type of the answer
 */
public final class RetryableCall<T> implements Callback {

    /** Reads a response in two steps, so that the connection is free before the parsing starts. */
    @FunctionalInterface
    public interface ResponseReader<T> {

        /**
         * Reads the body while the response is open, and returns a supplier that parses it later.
         *
         * @throws ApiException if the body is too large
         */
        Supplier<T> read(Response response) throws IOException;
    }

    private final OkHttpClient client;
    private final Supplier<Request> request;
    private final ResponseReader<T> reader;
    private final ResponseParser parser;
    private final ServerState server;
    private final RetrySettings retries;
    private final QueuedCall queuedCall;
    private CompletableFuture<T> pending = new CompletableFuture<>();
    private int tries;
    private long firstSentAt;

    /**
     * @param request creates the request, immediately before it is sent
     * @param reader reads the response
     * @param tokens the estimated number of tokens that count against a token limit
     */
    RetryableCall(
            OkHttpClient client,
            Supplier<Request> request,
            ResponseReader<T> reader,
            ResponseParser parser,
            ServerState server,
            RetrySettings retries,
            ModelQueue queue,
            double tokens) {
        this.client = client;
        this.request = request;
        this.reader = reader;
        this.parser = parser;
        this.server = server;
        this.retries = retries;
        queuedCall = server.pacer().newCall(queue, tokens, this::send);
    }

    /**
     * Queues the call for one try.
     *
     * @return completes with the answer, or exceptionally with an {@link ApiException}
     */
    public CompletableFuture<T> tryOnce() {
        var answer = new CompletableFuture<T>();
        pending = answer;
        server.pacer().submit(queuedCall);
        return answer;
    }

    private void send() {
        tries++;
        if (tries == 1) {
            firstSentAt = server.pacer().now();
        }
        if (server.pacer().isStopped()) {
            finishAndFail(parser.failures().closed(), ServerFeedback.NO_REPLY);
            return;
        }
        try {
            client.newCall(request.get()).enqueue(this);
        } catch (RuntimeException failure) {
            finishAndFail(parser.failures().unsendable(failure), ServerFeedback.NO_REPLY);
        }
    }

    @Override
    public void onFailure(Call call, IOException failure) {
        failWithoutResponse(failure);
    }

    @Override
    public void onResponse(Call call, Response response) {
        try {
            handle(response);
        } catch (RuntimeException defect) {
            // OkHttp only logs it, so the caller would wait forever.
            pending.completeExceptionally(defect);
        }
    }

    private void handle(Response response) {
        server.health().recordResponse();
        ServerFeedback feedback = parser.feedback(response);
        Supplier<T> answer;
        try (response) {
            answer = reader.read(response);
        } catch (IOException failure) {
            failWithoutResponse(failure);
            return;
        } catch (ApiException failure) {
            finishAndFail(failure, feedback);
            return;
        } catch (RuntimeException failure) {
            server.pacer().finish(queuedCall, feedback);
            pending.completeExceptionally(failure);
            return;
        }
        // Before the parsing, so that the next call starts without waiting for it.
        server.pacer().finish(queuedCall, feedback);
        try {
            pending.complete(answer.get());
        } catch (ApiException failure) {
            fail(failure);
        }
    }

    private void failWithoutResponse(IOException failure) {
        finishAndFail(
                server.pacer().isClosed()
                        ? parser.failures().closed()
                        : parser.failures()
                                .unreachable(
                                        failure, server.health().recordFailure(failure, tries)),
                ServerFeedback.NO_REPLY);
    }

    private void finishAndFail(ApiException failure, ServerFeedback feedback) {
        server.pacer().finish(queuedCall, feedback);
        fail(failure);
    }

    private void fail(ApiException failure) {
        boolean isLate = server.pacer().now() - firstSentAt >= retries.deadline().toNanos();
        pending.completeExceptionally(
                isLate && failure.isRetryable() ? failure.withoutRetries() : failure);
    }
}
