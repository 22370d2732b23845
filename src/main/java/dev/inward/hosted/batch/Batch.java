package dev.inward.hosted.batch;

import static java.lang.System.Logger.Level.WARNING;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One batch, from its intent until all its answers are kept, and who waits for them: in the run
 * that submits it or in a later one.
 *
 * <p>This class is thread-safe. No answer is completed while its lock is held.
 */
final class Batch {

    private final BatchContext desk;
    private final Map<String, BatchedPrompt> waiting = new LinkedHashMap<>();
    private final Set<String> read = new HashSet<>();
    private final Set<String> unkept;
    private BatchRecord record;
    private boolean isLookedAfter;
    private boolean isGone;
    private boolean isClosed;

    Batch(BatchContext desk, BatchRecord record) {
        this.desk = desk;
        this.record = record;
        unkept = new HashSet<>(record.keys());
    }

    synchronized BatchRecord record() {
        return record;
    }

    synchronized boolean isClosed() {
        return isClosed;
    }

    /** Lets those wait who were gathered for this batch. */
    synchronized void begin(List<BatchedPrompt> prompts) {
        isLookedAfter = true;
        prompts.forEach(prompt -> waiting.put(prompt.key(), prompt));
    }

    /**
     * Lets a prompt wait for its answer.
     *
     * @param lookAfter looks after this batch, where nobody does yet
     * @return false where this batch is no more
     */
    boolean await(BatchedPrompt prompt, Runnable lookAfter) {
        synchronized (this) {
            if (isGone) {
                return false;
            }
            waiting.put(prompt.key(), prompt);
            if (isLookedAfter) {
                return true;
            }
            isLookedAfter = true;
        }
        desk.pace().after(desk.pace().quiet(), lookAfter);
        return true;
    }

    /** Keeps the server's name for this batch, on disk before this returns. */
    void named(String id) {
        BatchRecord named = desk.folder().write(record().submittedAs(id));
        synchronized (this) {
            record = named;
        }
    }

    /** From now on answers are read, for those who wait now. */
    synchronized void beginReading() {
        read.clear();
        read.addAll(waiting.keySet());
    }

    /** Whoever waits for an answer that has just been read, if anybody does. */
    synchronized @Nullable BatchedPrompt take(String key) {
        return read.remove(key) ? waiting.remove(key) : null;
    }

    /** All answers have been read. Returns who waited and got none. */
    synchronized List<BatchedPrompt> endReading() {
        var unanswered = new ArrayList<BatchedPrompt>();
        for (String key : read) {
            BatchedPrompt prompt = waiting.remove(key);
            if (prompt != null) {
                unanswered.add(prompt);
            }
        }
        read.clear();
        return unanswered;
    }

    /** Whether somebody has come while answers were read; otherwise nobody looks after this now. */
    synchronized boolean isStillAwaited() {
        isLookedAfter = !waiting.isEmpty();
        return isLookedAfter;
    }

    /** Takes note that an answer is kept elsewhere; forgets the batch when all are. */
    void kept(String key) {
        synchronized (this) {
            if (isGone || !unkept.remove(key) || !unkept.isEmpty()) {
                return;
            }
        }
        forget();
    }

    /** There is nothing more to be had from this batch. */
    void forget() {
        synchronized (this) {
            isGone = true;
        }
        try {
            desk.folder().forget(record());
        } catch (RuntimeException e) {
            desk.say(WARNING, String.valueOf(e.getMessage()));
        }
    }

    /** Returns all who wait, who do so no longer. */
    synchronized List<BatchedPrompt> takeAll() {
        var all = List.copyOf(waiting.values());
        waiting.clear();
        read.clear();
        isLookedAfter = false;
        return all;
    }

    void failAll(Throwable failure) {
        takeAll().forEach(prompt -> prompt.answer().completeExceptionally(failure));
    }

    /**
     * Lets nobody wait any longer: the batch goes on at its server and is found again next time.
     */
    void close(Throwable failure) {
        synchronized (this) {
            isClosed = true;
        }
        failAll(failure);
    }
}
