package dev.inward.hosted.pacing;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one entry of the models file that wait in a {@link ModelQueue}. It stops the calls
 * to a model that only fails.
 *
 * <p>A model is <em>in doubt</em> after a failure if it has never answered in this run, and after
 * many failures in a row if it has. While it is in doubt, one call is in flight at most: a probe.
 * Each failed probe doubles the wait for the next one. Probes are those calls that were sent least
 * often, so that a prompt which always fails does not stand for all prompts. The first answer ends
 * the doubt, and all other calls go on.
 *
 * <p>A model becomes unusable when its last probe has failed, or when it has refused more prompts
 * than there are probes and has answered none. Before its first answer, a model therefore gets at
 * most as many calls as are in flight at once, plus the probes.
 *
 * <p>Not thread-safe: {@link Pacer} guards it, except for {@link #unusableBecause} and {@link
 * #hasAnswered}.
 */
public final class CallGroup {

    private static final Comparator<QueuedCall> BY_POSITION =
            Comparator.comparingLong(call -> call.position);

    private static final Comparator<QueuedCall> LEAST_SENT_FIRST =
            Comparator.<QueuedCall>comparingInt(call -> call.timesSent).thenComparing(BY_POSITION);

    private final int probes;
    private final int failuresUntilDoubt;
    private final IntFunction<Duration> waitAfterProbe;
    private final PriorityQueue<QueuedCall> waiting = new PriorityQueue<>(BY_POSITION);
    private int inFlight;
    private int failuresInARow;
    private int failedProbes;
    private int refusals;
    private long nextProbeAt;
    private volatile boolean hasAnswered;
    private volatile @Nullable RuntimeException unusableBecause;

    /**
     * @param concurrency the maximum number of calls to the model in flight
     * @param probes how many calls to a model in doubt may fail
     * @param waitAfterProbe the wait after the first failed probe, the second and so on
     */
    CallGroup(int concurrency, int probes, IntFunction<Duration> waitAfterProbe) {
        this.probes = probes;
        this.waitAfterProbe = waitAfterProbe;
        failuresUntilDoubt = Math.max(2 * concurrency, probes);
    }

    /** Returns whether the model has given an answer in this run. */
    public boolean hasAnswered() {
        return hasAnswered;
    }

    /** Returns the failure that made the model unusable; null if it can be called. */
    public @Nullable RuntimeException unusableBecause() {
        return unusableBecause;
    }

    /** Returns how many calls failed one after the other while the model was in doubt. */
    public int failedProbes() {
        return failedProbes;
    }

    void add(QueuedCall call) {
        waiting.add(call);
    }

    void remove(QueuedCall call) {
        waiting.remove(call);
    }

    /** Returns the next call without removing it; null if none may be sent. */
    @Nullable QueuedCall head() {
        if (!isInDoubt()) {
            return waiting.peek();
        }
        return inFlight > 0 ? null : waiting.stream().min(LEAST_SENT_FIRST).orElse(null);
    }

    private boolean isInDoubt() {
        return failedProbes > 0 || (refusals > 0 && !hasAnswered);
    }

    /** Returns how long a probe has to wait; 0 or less if the next call can be sent now. */
    long nanosUntilHead(long now) {
        return failedProbes > 0 ? nextProbeAt - now : 0;
    }

    void start(QueuedCall call) {
        waiting.remove(call);
        inFlight++;
        call.timesSent++;
        call.isInFlight = true;
        call.isProbe = isInDoubt();
    }

    /** Ends a call in flight. */
    void finish(QueuedCall call, CallOutcome outcome, long now) {
        inFlight--;
        call.isInFlight = false;
        switch (outcome.kind()) {
            case ANSWERED -> recordAnswer();
            case FAILED -> recordFailure(call, outcome, now);
            case REFUSED -> recordRefusal(outcome);
            case UNUSABLE -> unusableBecause = outcome.failure();
            case NEUTRAL -> {
                // Another call shows whether the model answers.
            }
        }
    }

    /** Records an answer that no call of this group has given, such as one of a batch. */
    void recordAnswer() {
        hasAnswered = true;
        failuresInARow = 0;
        failedProbes = 0;
    }

    private void recordFailure(QueuedCall call, CallOutcome outcome, long now) {
        failuresInARow++;
        boolean isFirst =
                failedProbes == 0 && (!hasAnswered || failuresInARow >= failuresUntilDoubt);
        if (!isFirst && !(call.isProbe && failedProbes > 0)) {
            return;
        }
        failedProbes++;
        Duration usual = waitAfterProbe.apply(failedProbes);
        Duration wait = outcome.retryAfter();
        Duration longer = wait == null || usual.compareTo(wait) > 0 ? usual : wait;
        nextProbeAt = now + longer.toNanos();
        if (failedProbes > probes) {
            unusableBecause = outcome.failure();
        }
    }

    /** After an answer, a refusal concerns its prompt only, and shows that the server works. */
    private void recordRefusal(CallOutcome outcome) {
        if (hasAnswered) {
            failuresInARow = 0;
            failedProbes = 0;
        } else if (++refusals > probes) {
            unusableBecause = outcome.failure();
        }
    }

    /** Removes and returns all waiting calls. */
    List<QueuedCall> drain() {
        List<QueuedCall> drained = List.copyOf(waiting);
        waiting.clear();
        return drained;
    }
}
