package dev.inward.supplied;

import dev.inward.model.ApiException;
import dev.inward.model.Completion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The calls of one supplied model. They block, so each runs on one of the model's own threads. A
 * call that throws {@link NoAnswerException} is repeated.
 *
 * <p>This class is thread-safe.
 */
public final class BlockingCalls implements AutoCloseable {

    /** The delay before the first repetition; it doubles before each further one. */
    public static final Duration FIRST_RETRY_DELAY = Duration.ofMillis(500);

    /** As many as for the other hosted models; the delays add up to two minutes. */
    private static final int MAX_RETRIES = 8;

    private final SupplierClass supplier;
    private final Duration firstRetryDelay;
    private final ThreadPoolExecutor executor;

    /**
     * Creates the threads.
     *
     * @param library the library that makes the calls, for the names of the threads
     * @param entry the entry of the model
     * @param firstRetryDelay the delay before the first repetition; it doubles before each further
     *     one
     */
    public BlockingCalls(String library, SupplierEntry entry, Duration firstRetryDelay) {
        supplier = entry.supplier();
        this.firstRetryDelay = firstRetryDelay;
        executor =
                new ThreadPoolExecutor(
                        entry.concurrency(),
                        entry.concurrency(),
                        0,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        task -> {
                            var thread = new Thread(task, library + "-" + supplier.model());
                            thread.setDaemon(true);
                            return thread;
                        },
                        (call, closed) -> failClosed(call));
    }

    /**
     * Submits a call.
     *
     * @param call the call; what it throws fails the answer, except {@link NoAnswerException}
     * @return the future answer
     */
    public CompletableFuture<Completion> submit(Supplier<Completion> call) {
        var submitted = new Call(call);
        executor.execute(submitted);
        return submitted.completion;
    }

    private final class Call implements Runnable {

        private final Supplier<Completion> call;
        private final CompletableFuture<Completion> completion = new CompletableFuture<>();

        private int retries;

        Call(Supplier<Completion> call) {
            this.call = call;
        }

        private void retry(NoAnswerException noAnswer) {
            if (retries == MAX_RETRIES) {
                completion.completeExceptionally(
                        new ApiException(
                                String.format(
                                        Locale.ROOT,
                                        "Model '%s', supplied by %s, gives no answer: %s. %s",
                                        supplier.model(),
                                        supplier.name(),
                                        noAnswer.getMessage(),
                                        noAnswer.advice()),
                                ApiException.Kind.WAITED_FOR,
                                null,
                                noAnswer));
                return;
            }
            Duration delay = firstRetryDelay.multipliedBy(1L << retries);
            retries++;
            CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, executor)
                    .execute(this);
        }

        @Override
        public void run() {
            try {
                completion.complete(call.get());
            } catch (NoAnswerException e) {
                retry(e);
            } catch (Throwable e) {
                completion.completeExceptionally(e);
            }
        }
    }

    private void failClosed(Runnable call) {
        if (call instanceof Call rejected) {
            rejected.completion.completeExceptionally(
                    new IllegalStateException(
                            String.format(
                                    Locale.ROOT,
                                    "Model '%s' was closed before it answered.",
                                    supplier.model())));
        }
    }

    /** Lets calls in flight end; queued and later ones fail. */
    public void stopSending() {
        executor.shutdown();
        var queued = new ArrayList<Runnable>();
        executor.getQueue().drainTo(queued);
        queued.forEach(this::failClosed);
    }

    /** Interrupts calls in flight and fails queued ones. */
    @Override
    public void close() {
        executor.shutdownNow().forEach(this::failClosed);
    }
}
