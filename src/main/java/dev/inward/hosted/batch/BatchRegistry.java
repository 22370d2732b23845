package dev.inward.hosted.batch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one model that have answers for this run: its own, and those that earlier runs and
 * other processes have submitted.
 *
 * <p>This class is thread-safe.
 */
final class BatchRegistry {

    private final BatchContext context;
    private final Map<String, Batch> batches = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private boolean isRead;

    BatchRegistry(BatchContext context) {
        this.context = context;
    }

    /** Reads, once, the records of earlier runs. */
    synchronized void readFirst() {
        if (!isRead) {
            readOthers();
            isRead = true;
        }
    }

    /** Reads the records that are new since the last reading. */
    synchronized void readOthers() {
        if (context.ignoresEarlierRuns()) {
            return;
        }
        List<String> model = context.model().modelIdentity();
        for (BatchRecord record : context.folder().read(context.clock().instant())) {
            if (record.model().equals(model) && !names.contains(record.name())) {
                enter(record);
            }
        }
    }

    /** Adds a batch. If two contain the same request, the one that was added last answers it. */
    synchronized Batch enter(BatchRecord record) {
        var batch = new Batch(record);
        names.add(record.name());
        record.keys().forEach(key -> batches.put(key, batch));
        return batch;
    }

    /** Returns the batch that contains a request; null if none does. */
    synchronized @Nullable Batch find(String key) {
        return batches.get(key);
    }

    /** Fails the prompts that wait for any of them. */
    void close(Throwable failure) {
        Set<Batch> all;
        synchronized (this) {
            all = Set.copyOf(batches.values());
        }
        all.forEach(batch -> batch.close(failure));
    }
}
