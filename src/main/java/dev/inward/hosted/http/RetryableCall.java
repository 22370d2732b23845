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
 * One request on its way to an answer, such as a prompt, over as many tries as that takes. One try
 * begins after the other has ended.
 *
 * @param <T> the answer
 */
public final class RetryableCall<T> implements Callback {

    /** Takes a reply in as long as it is open, and leaves for later what takes nothing but time. */
    @FunctionalInterface
    public interface ResponseReader<T> {

        /**
         * Takes a reply in.
         *
         * @throws ApiException when it is more than anybody needs
         */
        Supplier<T> takeIn(Response response) throws IOException;
    }

    private final OkHttpClient client;
    private final Supplier<Request> request;
    private final ResponseReader<T> reading;
    private final ResponseParser answers;
    private final Endpoint endpoint;
    private final RetrySettings patience;
    private final QueuedCall turn;
    private CompletableFuture<T> coming = new CompletableFuture<>();
    private int tries;
    private long firstSentAt;

    /**
     * @param request makes the request, when it is about to be sent
     * @param reading makes an answer of what came back
     * @param tokens what it weighs where tokens are counted
     */
    RetryableCall(
            OkHttpClient client,
            Supplier<Request> request,
            ResponseReader<T> reading,
            ResponseParser answers,
            Endpoint endpoint,
            RetrySettings patience,
            ModelQueue lane,
            double tokens) {
        this.client = client;
        this.request = request;
        this.reading = reading;
        this.answers = answers;
        this.endpoint = endpoint;
        this.patience = patience;
        turn = endpoint.pacer().turn(lane, tokens, this::send);
    }

    /** Stands in line for one more try. */
    public CompletableFuture<T> tryOnce() {
        var mine = new CompletableFuture<T>();
        coming = mine;
        endpoint.pacer().enter(turn);
        return mine;
    }

    private void send() {
        tries++;
        if (tries == 1) {
            firstSentAt = endpoint.pacer().now();
        }
        if (endpoint.pacer().isClosed()) {
            failed(answers.failures().closed(), ServerFeedback.NO_REPLY);
            return;
        }
        try {
            client.newCall(request.get()).enqueue(this);
        } catch (RuntimeException failure) {
            failed(answers.failures().unsendable(failure), ServerFeedback.NO_REPLY);
        }
    }

    @Override
    public void onFailure(Call call, IOException failure) {
        unanswered(failure);
    }

    @Override
    public void onResponse(Call call, Response response) {
        try {
            replied(response);
        } catch (RuntimeException defect) {
            // Nobody else would tell who waits for the answer.
            coming.completeExceptionally(defect);
        }
    }

    private void replied(Response response) {
        endpoint.reachability().replied();
        ServerFeedback feedback = answers.feedback(response);
        Supplier<T> answer;
        try (response) {
            answer = reading.takeIn(response);
        } catch (IOException failure) {
            unanswered(failure);
            return;
        } catch (ApiException failure) {
            failed(failure, feedback);
            return;
        } catch (RuntimeException failure) {
            endpoint.pacer().leave(turn, feedback);
            coming.completeExceptionally(failure);
            return;
        }
        // The next call need not wait until this answer has been read and kept.
        endpoint.pacer().leave(turn, feedback);
        try {
            coming.complete(answer.get());
        } catch (ApiException failure) {
            fail(failure);
        }
    }

    private void unanswered(IOException failure) {
        failed(
                endpoint.pacer().isClosed()
                        ? answers.failures().closed()
                        : answers.failures()
                                .unreached(
                                        failure, endpoint.reachability().isGivenUp(failure, tries)),
                ServerFeedback.NO_REPLY);
    }

    private void failed(ApiException failure, ServerFeedback feedback) {
        endpoint.pacer().leave(turn, feedback);
        fail(failure);
    }

    private void fail(ApiException failure) {
        boolean isLate = endpoint.pacer().now() - firstSentAt >= patience.deadline().toNanos();
        coming.completeExceptionally(
                isLate && failure.isToBeTriedAgain() ? failure.waitedFor() : failure);
    }
}
