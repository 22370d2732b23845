package dev.inward.hosted.batch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A batch from {@link BatchStage#CLAIMED} on, with the prompts of this run that wait for its
 * answers. An earlier run may have submitted it.
 *
 * <p>This class is thread-safe. It completes no answer while it holds its lock.
 */
final class Batch {

    private final Map<String, BatchedPrompt> waitingPrompts = new LinkedHashMap<>();
    private final Set<String> keysBeingRead = new HashSet<>();
    private final Set<String> unstoredKeys;
    private BatchStage stage;
    private BatchRecord record;
    private boolean isActive;
    private boolean isClosed;

    /** Creates the batch of a record, at the stage of the record. */
    Batch(BatchRecord record) {
        this.record = record;
        stage = record.stage();
        unstoredKeys = new HashSet<>(record.keys());
    }

    synchronized BatchRecord record() {
        return record;
    }

    /** Returns whether the run has ended. */
    synchronized boolean isClosed() {
        return isClosed;
    }

    /** Adds the prompts that were gathered for this batch. */
    synchronized void addGathered(List<BatchedPrompt> prompts) {
        isActive = true;
        prompts.forEach(prompt -> waitingPrompts.put(prompt.key(), prompt));
    }

    /**
     * Adds a prompt of this run to a batch that already contains its request.
     *
     * @param activate starts the work on the batch; called without the lock, and only if the batch
     *     is inactive
     * @return false if the batch is {@link BatchStage#DONE}
     */
    boolean join(BatchedPrompt prompt, Runnable activate) {
        synchronized (this) {
            if (stage == BatchStage.DONE) {
                return false;
            }
            waitingPrompts.put(prompt.key(), prompt);
            if (isActive) {
                return true;
            }
            isActive = true;
        }
        activate.run();
        return true;
    }

    /** Enters {@link BatchStage#SUBMITTED} with the record that has the server's id. */
    synchronized void enterSubmitted(BatchRecord recordWithId) {
        record = recordWithId;
        enter(BatchStage.SUBMITTED);
    }

    synchronized void enterPolling() {
        enter(BatchStage.POLLING);
    }

    /** {@link BatchStage#DONE} is the last stage: its record is deleted. */
    private void enter(BatchStage next) {
        if (stage != BatchStage.DONE) {
            stage = next;
        }
    }

    /** Starts to read the results for all prompts that are waiting now. */
    synchronized void startReading() {
        keysBeingRead.clear();
        keysBeingRead.addAll(waitingPrompts.keySet());
    }

    /** Returns the prompt that waits for a result; null if there is none. */
    synchronized @Nullable BatchedPrompt beingRead(String key) {
        return keysBeingRead.contains(key) ? waitingPrompts.get(key) : null;
    }

    /** Removes a prompt whose result was read. */
    synchronized void remove(String key) {
        keysBeingRead.remove(key);
        waitingPrompts.remove(key);
    }

    /**
     * Enters {@link BatchStage#READ}.
     *
     * @return the prompts that the results do not answer; they are removed from the batch
     */
    synchronized List<BatchedPrompt> endReading() {
        var unanswered = new ArrayList<BatchedPrompt>();
        for (String key : keysBeingRead) {
            BatchedPrompt prompt = waitingPrompts.remove(key);
            if (prompt != null) {
                unanswered.add(prompt);
            }
        }
        keysBeingRead.clear();
        enter(BatchStage.READ);
        return unanswered;
    }

    /**
     * Keeps the batch active if prompts joined while the results were read; otherwise makes it
     * inactive. Returns whether it is active.
     */
    synchronized boolean continueForLatePrompts() {
        isActive = !waitingPrompts.isEmpty();
        return isActive;
    }

    /**
     * Records that an answer is in the store. A second sample of a prompt, which is a single call,
     * does not count while the answer of the batch is still missing.
     *
     * @return whether it was the last answer of the batch
     */
    synchronized boolean recordStored(String key) {
        return !waitingPrompts.containsKey(key)
                && stage != BatchStage.DONE
                && unstoredKeys.remove(key)
                && unstoredKeys.isEmpty();
    }

    synchronized void enterDone() {
        enter(BatchStage.DONE);
    }

    /** Removes and returns all waiting prompts. */
    synchronized List<BatchedPrompt> takeAll() {
        var all = List.copyOf(waitingPrompts.values());
        waitingPrompts.clear();
        keysBeingRead.clear();
        isActive = false;
        return all;
    }

    /** Fails all waiting prompts. */
    void failAll(Throwable failure) {
        takeAll().forEach(prompt -> prompt.answer().completeExceptionally(failure));
    }

    /** Fails all waiting prompts at the end of the run. The batch continues at its server. */
    void close(Throwable failure) {
        synchronized (this) {
            isClosed = true;
        }
        failAll(failure);
    }
}
