package dev.inward.hosted.batch;

import java.util.function.Consumer;

/**
 * Gathers prompts for a batch. A batch is complete when no more prompts fit, or when none has
 * arrived for a while.
 *
 * <p>This class is thread-safe. It passes on a complete batch without holding its lock.
 */
final class BatchCollector {

    private final BatchLimits limits;
    private final BatchPace pace;
    private final Consumer<PendingBatch> onComplete;
    private PendingBatch current;
    private boolean isClosed;

    /**
     * Creates a collector.
     *
     * @param onComplete receives each complete batch
     */
    BatchCollector(BatchLimits limits, BatchPace pace, Consumer<PendingBatch> onComplete) {
        this.limits = limits;
        this.pace = pace;
        this.onComplete = onComplete;
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
            onComplete.accept(full);
        }
        return isAdded;
    }

    private void completeWhenQuiet(PendingBatch pending) {
        int size = pending.size();
        pace.after(pace.quietTime(), () -> completeUnlessGrown(pending, size));
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
        onComplete.accept(pending);
    }

    private PendingBatch takeCurrent() {
        PendingBatch taken = current;
        current = new PendingBatch(limits);
        return taken;
    }

    /** Closes the collector. Returns the incomplete batch. */
    synchronized PendingBatch close() {
        isClosed = true;
        return takeCurrent();
    }
}
