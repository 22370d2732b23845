package dev.inward.hosted.batch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one model that have answers for this run: its own, and unless it asks anew, those
 * that others have submitted.
 *
 * <p>This class is thread-safe.
 */
final class BatchRegistry {

    private final BatchContext desk;
    private final Map<String, Batch> batches = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private boolean isRead;

    BatchRegistry(BatchContext desk) {
        this.desk = desk;
    }

    /** Reads, once, what earlier runs have left. */
    synchronized void readFirst() {
        if (!isRead) {
            readOthers();
            isRead = true;
        }
    }

    /** Reads what others have left or have submitted since. */
    synchronized void readOthers() {
        if (desk.isAnew()) {
            return;
        }
        List<String> model = desk.model().address();
        for (BatchRecord batch : desk.folder().read(desk.clock().instant())) {
            if (batch.model().equals(model) && !names.contains(batch.name())) {
                enter(batch);
            }
        }
    }

    /** Adds a batch; where another holds the same requests, this is the one that answers. */
    synchronized Batch enter(BatchRecord record) {
        var batch = new Batch(desk, record);
        names.add(record.name());
        record.keys().forEach(key -> batches.put(key, batch));
        return batch;
    }

    /** The batch that holds a request, if any does. */
    synchronized @Nullable Batch of(String key) {
        return batches.get(key);
    }

    /** Lets nobody wait for any of them. */
    void close(Throwable failure) {
        Set<Batch> all;
        synchronized (this) {
            all = Set.copyOf(batches.values());
        }
        all.forEach(batch -> batch.close(failure));
    }
}
