package dev.inward.hosted.batch;

import java.util.function.Consumer;

/**
 * Gathers prompts for a batch. A batch is complete when no more prompts fit, or when none has
 * arrived for a while.
 *
 * <p>This class is thread-safe. It hands a complete batch over without holding its lock.
 */
final class BatchCollector {

    private final BatchLimits limits;
    private final BatchPace pace;
    private final Consumer<PendingBatch> complete;
    private PendingBatch current;
    private boolean isClosed;

    /**
     * Makes a collector.
     *
     * @param complete takes each batch that is complete
     */
    BatchCollector(BatchLimits limits, BatchPace pace, Consumer<PendingBatch> complete) {
        this.limits = limits;
        this.pace = pace;
        this.complete = complete;
        current = new PendingBatch(limits);
    }

    /**
     * Adds a prompt.
     *
     * @param line its request
     * @return false if no batch can hold the request, or if the collector is closed
     */
    boolean add(BatchedPrompt prompt, String line) {
        PendingBatch full = null;
        boolean isAdded;
        synchronized (this) {
            if (!current.hasRoomFor(line) && current.size() > 0) {
                full = takeCurrent();
            }
            isAdded = !isClosed && current.hasRoomFor(line);
            if (isAdded) {
                current.add(prompt, line);
                if (current.size() == 1) {
                    completeWhenQuiet(current);
                }
            }
        }
        if (full != null) {
            complete.accept(full);
        }
        return isAdded;
    }

    private void completeWhenQuiet(PendingBatch pending) {
        int size = pending.size();
        pace.after(pace.quiet(), () -> completeUnlessGrown(pending, size));
    }

    private void completeUnlessGrown(PendingBatch pending, int size) {
        synchronized (this) {
            if (pending != current) {
                return;
            }
            if (pending.size() > size) {
                completeWhenQuiet(pending);
                return;
            }
            takeCurrent();
        }
        complete.accept(pending);
    }

    private PendingBatch takeCurrent() {
        PendingBatch taken = current;
        current = new PendingBatch(limits);
        return taken;
    }

    /** Ends the gathering. Returns the batch that is not complete. */
    synchronized PendingBatch close() {
        isClosed = true;
        return takeCurrent();
    }
}
