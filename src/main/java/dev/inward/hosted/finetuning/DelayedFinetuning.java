package dev.inward.hosted.finetuning;

import dev.inward.hosted.http.ApiModel;
import dev.inward.model.UnusableModelException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A finetuning that starts when its model is first needed. A separate daemon thread starts the
 * training and waits for its end.
 *
 * <p>This class is thread-safe.
 */
final class DelayedFinetuning {

    private final ApiModel base;
    private final String name;
    private final FinetuningJob job;
    private final FinetunedApiModel.Opener opener;
    private @Nullable CompletableFuture<ApiModel> model;
    private @Nullable Thread thread;

    /**
     * @param base the model that is finetuned
     * @param opener opens the model when it is finetuned
     */
    DelayedFinetuning(ApiModel base, FinetuningJob job, FinetunedApiModel.Opener opener) {
        this.base = base;
        this.job = job;
        this.opener = opener;
        name = base.settings().name() + ", finetuned";
    }

    /** Returns the finetuned model. The first call starts the training. */
    synchronized CompletableFuture<ApiModel> model() {
        CompletableFuture<ApiModel> current = model;
        if (current == null) {
            current = new CompletableFuture<>();
            model = current;
            thread = startThread(current);
        }
        return current;
    }

    private Thread startThread(CompletableFuture<ApiModel> result) {
        var newThread =
                new Thread(
                        () -> {
                            try {
                                result.complete(opener.open(base, name, job.awaitModel()));
                            } catch (Throwable failure) {
                                result.completeExceptionally(
                                        UnusableModelException.because(name, failure));
                            }
                        },
                        "inward-finetuning-" + base.settings().name());
        newThread.setDaemon(true);
        newThread.start();
        return newThread;
    }

    /** Returns what to do if the finished model is served no longer; follows a semicolon. */
    String hintIfNotServed() {
        return job.hintIfNotServed();
    }

    /** Stops waiting. The training continues, and the next run resumes it. */
    synchronized void stopWaiting() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
