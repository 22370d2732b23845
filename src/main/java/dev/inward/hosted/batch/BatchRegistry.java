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
    private final Set<String> knownNames = new HashSet<>();
    private boolean isRead;

    BatchRegistry(BatchContext context) {
        this.context = context;
    }

    /** Reads the records of earlier runs, at the first call only. */
    synchronized void readRecordsOnce() {
        if (!isRead) {
            readNewRecords();
            isRead = true;
        }
    }

    /** Reads the records that were added since the last call. */
    synchronized void readNewRecords() {
        if (context.ignoresEarlierRuns()) {
            return;
        }
        List<String> model = context.model().modelIdentity();
        for (BatchRecord record : context.folder().read(context.clock().instant())) {
            if (record.model().equals(model) && !knownNames.contains(record.name())) {
                add(record);
            }
        }
    }

    /** Adds a batch. If two batches contain the same request, the last added batch answers it. */
    synchronized Batch add(BatchRecord record) {
        var batch = new Batch(record);
        knownNames.add(record.name());
        record.keys().forEach(key -> batches.put(key, batch));
        return batch;
    }

    /** Returns the batch that contains a request; null if none does. */
    synchronized @Nullable Batch find(String key) {
        return batches.get(key);
    }

    /** Fails all prompts that wait for these batches. */
    void close(Throwable failure) {
        Set<Batch> all;
        synchronized (this) {
            all = Set.copyOf(batches.values());
        }
        all.forEach(batch -> batch.close(failure));
    }
}
