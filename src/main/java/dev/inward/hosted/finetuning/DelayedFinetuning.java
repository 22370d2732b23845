package dev.inward.hosted.finetuning;

import dev.inward.hosted.http.ApiModel;
import dev.inward.model.FailureCauses;
import dev.inward.model.UnusableModelException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A finetuning that starts when its model is first needed. A separate daemon thread starts the
 * training and waits for its end.
 *
 * <p>This class is thread-safe.
 */
final class DelayedFinetuning {

    private final ApiModel entry;
    private final String name;
    private final FinetuningJob job;
    private final FinetunedApiModel.Opener opener;
    private @Nullable CompletableFuture<AvailableModel> result;
    private @Nullable Thread thread;

    /**
     * A model that can be finetuned now.
     *
     * @param model the model
     * @param served where it is served, in the terms of its entry
     */
    record AvailableModel(ApiModel model, ServedModel served) {

        /** Returns the model of an entry. */
        static AvailableModel of(ApiModel entry) {
            return new AvailableModel(entry, ServedModel.atSameServer(entry.settings().id()));
        }
    }

    /**
     * @param entry the model of the entry
     * @param name the name of the finetuned model in messages
     * @param opener opens the model when it is finetuned
     */
    DelayedFinetuning(
            ApiModel entry, String name, FinetuningJob job, FinetunedApiModel.Opener opener) {
        this.entry = entry;
        this.name = name;
        this.job = job;
        this.opener = opener;
    }

    /** Returns the name of the finetuned model in messages. */
    String name() {
        return name;
    }

    /** Returns the finetuned model. The first call starts the training. */
    CompletableFuture<ApiModel> model() {
        return result().thenApply(AvailableModel::model);
    }

    private synchronized CompletableFuture<AvailableModel> result() {
        CompletableFuture<AvailableModel> current = result;
        if (current == null) {
            current = new CompletableFuture<>();
            result = current;
            thread = startThread(current);
        }
        return current;
    }

    private Thread startThread(CompletableFuture<AvailableModel> finished) {
        var newThread =
                new Thread(
                        () -> {
                            try {
                                ServedModel served = job.awaitModel();
                                finished.complete(
                                        new AvailableModel(
                                                opener.open(entry, name, served), served));
                            } catch (Throwable failure) {
                                finished.completeExceptionally(
                                        UnusableModelException.because(name, failure));
                            }
                        },
                        "inward-finetuning-" + entry.settings().name());
        newThread.setDaemon(true);
        newThread.start();
        return newThread;
    }

    /**
     * Returns a job that finetunes the result of this finetuning. It waits for this finetuning,
     * unless an earlier run finished the job.
     *
     * @param jobOf creates the job when its model is available; does nothing else
     */
    FinetuningJob followedBy(Function<AvailableModel, FinetuningJob> jobOf) {
        return new FollowingJob(this, jobOf.apply(AvailableModel.of(entry)), jobOf);
    }

    /**
     * @param unstarted names the files of the job
     */
    private record FollowingJob(
            DelayedFinetuning first,
            FinetuningJob unstarted,
            Function<AvailableModel, FinetuningJob> jobOf)
            implements FinetuningJob {

        @Override
        public ServedModel awaitModel() throws InterruptedException {
            Optional<ServedModel> finished = FinetuningJournal.finished(recordFile());
            return finished.isPresent() ? finished.get() : jobOf.apply(awaitFirst()).awaitModel();
        }

        private AvailableModel awaitFirst() throws InterruptedException {
            try {
                return first.result().get();
            } catch (ExecutionException e) {
                throw new CompletionException(FailureCauses.causeOf(e));
            }
        }

        @Override
        public String hintIfNotServed() {
            return unstarted.hintIfNotServed();
        }

        @Override
        public Path recordFile() {
            return unstarted.recordFile();
        }
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
