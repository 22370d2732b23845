package dev.inward.hosted.http;

import dev.inward.hosted.pacing.CallGroup;
import dev.inward.hosted.pacing.CallOutcome;
import dev.inward.hosted.pacing.QueuedCall;
import dev.inward.hosted.pacing.ServerFeedback;
import dev.inward.model.ApiException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
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
    private final CallPurpose purpose;
    private final CallGroup group;
    private final QueuedCall queuedCall;
    private CompletableFuture<T> pending = new CompletableFuture<>();
    private int tries;
    private long firstSentAt;
    private Duration requestedWaits = Duration.ZERO;

    /**
     * @param request creates the request, immediately before it is sent
     * @param reader reads a successful response
     * @param purpose what the end of the call says about the model
     * @param group the calls to the same model
     * @param enqueue makes a queued call of the action that sends it
     */
    RetryableCall(
            OkHttpClient client,
            Supplier<Request> request,
            ResponseReader<T> reader,
            ResponseParser parser,
            ServerState server,
            RetrySettings retries,
            CallPurpose purpose,
            CallGroup group,
            Function<Runnable, QueuedCall> enqueue) {
        this.client = client;
        this.request = request;
        this.reader = reader;
        this.parser = parser;
        this.server = server;
        this.retries = retries;
        this.purpose = purpose;
        this.group = group;
        queuedCall = enqueue.apply(this::send);
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
        if (server.pacer().isStopped()) {
            failClosed();
            return;
        }
        if (group.unusableBecause() instanceof ApiException last) {
            finish(ServerFeedback.NOT_SENT, CallOutcome.NEUTRAL);
            pending.completeExceptionally(parser.failures().notCalled(last));
            return;
        }
        tries++;
        if (tries == 1) {
            firstSentAt = server.pacer().now();
        }
        try {
            client.newCall(request.get()).enqueue(this);
        } catch (RuntimeException failure) {
            fail(parser.reported(parser.failures().unsendable(failure)), ServerFeedback.NOT_SENT);
        }
    }

    @Override
    public void onFailure(Call call, IOException failure) {
        failWithoutResponse(failure);
    }

    @Override
    public void onResponse(Call call, Response response) {
        server.health().recordResponse();
        try {
            handle(response);
        } catch (ApiException failure) {
            refuse(response, failure);
        } catch (IOException failure) {
            if (server.pacer().isClosed()) {
                failClosed();
            } else {
                fail(
                        parser.reported(parser.failures().brokenOff(failure)),
                        ServerFeedback.NO_REPLY);
            }
        } catch (RuntimeException defect) {
            // OkHttp only logs it, so the caller would wait forever.
            finish(parser.feedback(response, null), CallOutcome.NEUTRAL);
            pending.completeExceptionally(defect);
        }
    }

    private void handle(Response response) throws IOException {
        Supplier<T> parsing;
        try (response) {
            // An error status can be an answer: some servers say so that their filter blocks a
            // prompt.
            if (!response.isSuccessful() && purpose == CallPurpose.OTHER) {
                throw parser.refused(response, parser.readBody(response));
            }
            parsing = reader.read(response);
        }
        T answer = parsing.get();
        finish(parser.feedback(response, null), purpose.success());
        pending.complete(answer);
    }

    /** Fails after a response. If the server asks all callers to wait, the queue waits. */
    private void refuse(Response response, ApiException refusal) {
        ApiException failure =
                refusal.kind() == ApiException.Kind.FORBIDDEN && group.hasAnswered()
                        ? refusal.withKind(ApiException.Kind.PROMPT)
                        : refusal;
        Duration wait = failure.isRetryable() ? failure.retryAfter().orElse(null) : null;
        if (wait != null) {
            requestedWaits = requestedWaits.plus(wait);
        }
        boolean isPauseForAll =
                response.isSuccessful() || ServerFeedback.isPauseForAll(response.code());
        parser.reported(failure);
        if (wait == null || !isPauseForAll) {
            fail(failure, parser.feedback(response, null));
        } else {
            fail(failure.withoutRetryAfter(), parser.feedback(response, wait));
        }
    }

    private void failWithoutResponse(IOException failure) {
        if (server.pacer().isClosed()) {
            failClosed();
            return;
        }
        int inARow = Math.max(tries, group.failedProbes() + 1);
        boolean isPermanent = server.health().recordFailure(failure, inARow);
        fail(
                parser.reported(parser.failures().unreachable(failure, isPermanent)),
                ServerFeedback.NO_REPLY);
    }

    private void fail(ApiException failure, ServerFeedback feedback) {
        Duration tried = Duration.ofNanos(server.pacer().now() - firstSentAt);
        boolean isLate = tried.minus(requestedWaits).compareTo(retries.deadline()) >= 0;
        finish(feedback, purpose.failure(failure));
        pending.completeExceptionally(
                isLate && failure.isRetryable() ? failure.withoutRetries() : failure);
    }

    private void failClosed() {
        finish(ServerFeedback.NO_REPLY, CallOutcome.NEUTRAL);
        pending.completeExceptionally(parser.failures().closed());
    }

    private void finish(ServerFeedback feedback, CallOutcome outcome) {
        server.pacer().finish(queuedCall, feedback, outcome);
    }
}
