package dev.inward.hosted.batch;

import java.util.function.Consumer;

/**
 * Gathers prompts, and sends them off when no more fit or when nothing new has come for a while.
 *
 * <p>This class is thread-safe. Nothing is sent off while its lock is held.
 */
final class BatchCollector {

    private final BatchLimits limits;
    private final BatchPace pace;
    private final Consumer<PendingBatch> send;
    private PendingBatch current;
    private boolean isClosed;

    BatchCollector(BatchLimits limits, BatchPace pace, Consumer<PendingBatch> send) {
        this.limits = limits;
        this.pace = pace;
        this.send = send;
        current = new PendingBatch(limits);
    }

    /**
     * Adds a prompt.
     *
     * @param line its request
     * @return false where it is too large for any batch, or nothing is gathered any more
     */
    boolean gather(BatchedPrompt prompt, String line) {
        PendingBatch full = null;
        boolean isTaken;
        synchronized (this) {
            if (!current.hasRoomFor(line) && current.size() > 0) {
                full = takeCurrent();
            }
            isTaken = !isClosed && current.hasRoomFor(line);
            if (isTaken) {
                current.add(prompt, line);
                if (current.size() == 1) {
                    sendWhenQuiet(current);
                }
            }
        }
        if (full != null) {
            send.accept(full);
        }
        return isTaken;
    }

    private void sendWhenQuiet(PendingBatch gathering) {
        int size = gathering.size();
        pace.after(pace.quiet(), () -> ring(gathering, size));
    }

    private void ring(PendingBatch gathering, int size) {
        synchronized (this) {
            if (gathering != current) {
                return;
            }
            if (gathering.size() > size) {
                sendWhenQuiet(gathering);
                return;
            }
            takeCurrent();
        }
        send.accept(gathering);
    }

    private PendingBatch takeCurrent() {
        PendingBatch taken = current;
        current = new PendingBatch(limits);
        return taken;
    }

    /** Gathers no more, and returns what was not sent off. */
    synchronized PendingBatch close() {
        isClosed = true;
        return takeCurrent();
    }
}
