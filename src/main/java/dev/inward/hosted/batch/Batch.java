package dev.inward.hosted.batch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One batch from {@link BatchStage#CLAIMED} on, and the prompts of this run that wait for its
 * answers. The batch may come from an earlier run.
 *
 * <p>This class is thread-safe. No answer is completed while its lock is held.
 */
final class Batch {

    private final Map<String, BatchedPrompt> waiting = new LinkedHashMap<>();
    private final Set<String> beingRead = new HashSet<>();
    private final Set<String> notInStore;
    private BatchStage stage;
    private BatchRecord record;
    private boolean isActive;
    private boolean isClosed;

    /** Makes the batch of a record, at the stage that the record tells. */
    Batch(BatchRecord record) {
        this.record = record;
        stage = record.stage();
        notInStore = new HashSet<>(record.keys());
    }

    synchronized BatchRecord record() {
        return record;
    }

    synchronized BatchStage stage() {
        return stage;
    }

    /** Returns whether the run has ended. */
    synchronized boolean isClosed() {
        return isClosed;
    }

    /** Adds the prompts that were gathered for this batch. */
    synchronized void addGathered(List<BatchedPrompt> prompts) {
        isActive = true;
        prompts.forEach(prompt -> waiting.put(prompt.key(), prompt));
    }

    /**
     * Adds a prompt of this run to a batch that already contains its request.
     *
     * @param activate starts work on the batch; called, without the lock, if none is under way
     * @return false if the batch is {@link BatchStage#DONE}
     */
    boolean join(BatchedPrompt prompt, Runnable activate) {
        synchronized (this) {
            if (stage == BatchStage.DONE) {
                return false;
            }
            waiting.put(prompt.key(), prompt);
            if (isActive) {
                return true;
            }
            isActive = true;
        }
        activate.run();
        return true;
    }

    /** Enters {@link BatchStage#SUBMITTED} with the record that has the server's id. */
    synchronized void submitted(BatchRecord named) {
        record = named;
        enter(BatchStage.SUBMITTED);
    }

    synchronized void polling() {
        enter(BatchStage.POLLING);
    }

    /** {@link BatchStage#DONE} is the last stage: its record is deleted. */
    private void enter(BatchStage next) {
        if (stage != BatchStage.DONE) {
            stage = next;
        }
    }

    /** Begins to read the results, for the prompts that wait now. */
    synchronized void startReading() {
        beingRead.clear();
        beingRead.addAll(waiting.keySet());
    }

    /** Removes and returns the prompt that waits for a result; null if none does. */
    synchronized @Nullable BatchedPrompt take(String key) {
        return beingRead.remove(key) ? waiting.remove(key) : null;
    }

    /**
     * Enters {@link BatchStage#READ}.
     *
     * @return the prompts that the results do not answer; they wait no longer
     */
    synchronized List<BatchedPrompt> endReading() {
        var unanswered = new ArrayList<BatchedPrompt>();
        for (String key : beingRead) {
            BatchedPrompt prompt = waiting.remove(key);
            if (prompt != null) {
                unanswered.add(prompt);
            }
        }
        beingRead.clear();
        enter(BatchStage.READ);
        return unanswered;
    }

    /** Returns whether prompts joined while the results were read; if not, work on it pauses. */
    synchronized boolean continuesForLatePrompts() {
        isActive = !waiting.isEmpty();
        return isActive;
    }

    /**
     * Notes that an answer is in the store. A second sample, which is a single call, does not count
     * while the answer of the batch is awaited.
     *
     * @return whether it was the last answer of the batch
     */
    synchronized boolean isLastStored(String key) {
        return !waiting.containsKey(key)
                && stage != BatchStage.DONE
                && notInStore.remove(key)
                && notInStore.isEmpty();
    }

    synchronized void done() {
        enter(BatchStage.DONE);
    }

    /** Removes and returns all prompts that wait. */
    synchronized List<BatchedPrompt> takeAll() {
        var all = List.copyOf(waiting.values());
        waiting.clear();
        beingRead.clear();
        isActive = false;
        return all;
    }

    /** Fails all prompts that wait. */
    void failAll(Throwable failure) {
        takeAll().forEach(prompt -> prompt.answer().completeExceptionally(failure));
    }

    /** Ends the wait at the end of a run. The batch continues at its server. */
    void close(Throwable failure) {
        synchronized (this) {
            isClosed = true;
        }
        failAll(failure);
    }
}
