package dev.inward.hosted.pacing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/**
 * Sends the calls to one server, first come, first served, as fast as the server accepts them. The
 * {@link ModelQueue} of each model limits the calls to that model. A {@link ConcurrencyWindow}, and
 * a pause that the server asks for, limit the calls to all models together. No thread blocks while
 * a call waits.
 *
 * <p>This class is thread-safe. All times come from one monotonic clock, so a change of the wall
 * clock has no effect.
 */
public final class Pacer {

    /**
     * The state of the current thread: whether it is sending calls, and whether a queue has changed
     * since it started.
     */
    private enum Sending {
        NONE,
        UNCHANGED,
        CHANGED
    }

    private record QueueKey(String model, PacingLimits limits) {}

    private final LongSupplier nanoTime;
    private final long startNanos;
    private final Scheduler scheduler;
    private final Duration maxWait;
    private final Map<QueueKey, ModelQueue> queues = new LinkedHashMap<>();
    private final ConcurrencyWindow window = new ConcurrencyWindow();
    private final ThreadLocal<Sending> sending = ThreadLocal.withInitial(() -> Sending.NONE);
    private final AtomicLong nextPosition = new AtomicLong();
    private int inFlight;
    private long lastSendNumber;
    private long pausedUntil;
    private long wakeUpAt = Long.MAX_VALUE;
    private volatile boolean isStopped;
    private volatile boolean isClosed;

    /**
     * Creates the pacer of one server.
     *
     * @param nanoTime a monotonic clock
     * @param scheduler wakes up this pacer when a wait is over
     * @param maxWait the maximum time that reported limits hold back a call; after it, one call is
     *     sent to get a new report. A pause that the server asks for lasts as long as it asks for
     */
    public Pacer(LongSupplier nanoTime, Scheduler scheduler, Duration maxWait) {
        this.nanoTime = nanoTime;
        this.scheduler = scheduler;
        this.maxWait = maxWait;
        startNanos = nanoTime.getAsLong();
    }

    /** Returns the nanoseconds since the creation of this pacer. */
    public long now() {
        return nanoTime.getAsLong() - startNanos;
    }

    /** Returns the queue of a model. Equal model ids with equal limits share one queue. */
    public synchronized ModelQueue queue(String model, PacingLimits limits) {
        window.raiseMaxSize(limits.concurrency());
        return queues.computeIfAbsent(
                new QueueKey(model, limits), key -> new ModelQueue(limits, maxWait, now()));
    }

    /**
     * Creates a group of calls to a model. It has no calls yet.
     *
     * @param queue the queue of the model
     * @param concurrency the maximum number of calls to the model in flight
     * @param probes how many calls to a model in doubt may fail, see {@link CallGroup}
     * @param waitAfterProbe the wait after the first failed probe, the second and so on
     */
    public synchronized CallGroup newGroup(
            ModelQueue queue, int concurrency, int probes, IntFunction<Duration> waitAfterProbe) {
        var group = new CallGroup(concurrency, probes, waitAfterProbe);
        queue.add(group);
        return group;
    }

    /**
     * Creates a call with the next position. It waits in the queue only after {@link #submit}.
     *
     * @param tokens the estimated number of tokens that count against a token limit
     * @param send sends the call, or fails it if its group is unusable; must not block, and can run
     *     on a thread of another caller
     */
    public QueuedCall newCall(ModelQueue queue, CallGroup group, double tokens, Runnable send) {
        return new QueuedCall(queue, group, nextPosition.getAndIncrement(), tokens, send);
    }

    /** Adds a call to its queue. A retry gets the position of its first try. */
    public void submit(QueuedCall call) {
        changeAndSend(() -> call.group.add(call));
    }

    /**
     * Ends a call in flight and adapts to the feedback. Has no effect on a call that was not sent.
     *
     * @param outcome what the end of the call says about its model
     */
    public void finish(QueuedCall call, ServerFeedback feedback, CallOutcome outcome) {
        changeAndSend(() -> adapt(call, feedback, outcome));
    }

    /** Records an answer of a model that no call of the group has given. */
    public void recordAnswer(CallGroup group) {
        changeAndSend(group::recordAnswer);
    }

    private void adapt(QueuedCall call, ServerFeedback feedback, CallOutcome outcome) {
        if (!call.isInFlight) {
            // It was taken out of its queue only to fail.
            return;
        }
        long now = now();
        window.adapt(feedback.problem(), call.sendNumber, lastSendNumber, inFlight);
        inFlight--;
        call.queue.finish(call, feedback.limits(), outcome, now);
        Duration pause = feedback.pause();
        if (pause != null) {
            pausedUntil = Math.max(pausedUntil, now + pause.toNanos());
        }
    }

    /** Returns whether this pacer is closed. */
    public boolean isClosed() {
        return isClosed;
    }

    /** Returns whether this pacer is stopped or closed. Callers then fail a call at once. */
    public boolean isStopped() {
        return isStopped;
    }

    /**
     * Stops this pacer. All waiting and all later calls run at once, without limits; each sees
     * {@link #isStopped} and fails. Calls in flight continue.
     */
    public synchronized void stop() {
        isStopped = true;
        wakeUpIn(0, now());
    }

    /** Closes this pacer: stops it, and says that calls in flight fail too. */
    public synchronized void close() {
        isClosed = true;
        stop();
    }

    /**
     * Makes a change, then sends the calls that are allowed now. A call that fails while it is sent
     * calls this method again on the same thread. The nested invocation only makes its change; the
     * outer one sends, so that the stack does not grow.
     */
    private void changeAndSend(Runnable change) {
        boolean isNested = sending.get() != Sending.NONE;
        List<QueuedCall> allowed;
        synchronized (this) {
            change.run();
            allowed = isNested ? List.of() : takeAllowed();
        }
        if (isNested) {
            sending.set(Sending.CHANGED);
        } else if (!allowed.isEmpty()) {
            sendAll(allowed);
        }
    }

    private void sendAll(List<QueuedCall> first) {
        try {
            for (List<QueuedCall> allowed = first; !allowed.isEmpty(); ) {
                sending.set(Sending.UNCHANGED);
                allowed.forEach(call -> call.send.run());
                allowed = sending.get() == Sending.CHANGED ? takeAllowed() : List.of();
            }
        } finally {
            sending.remove();
        }
    }

    /** Takes the calls that are allowed now out of their queues. */
    private synchronized List<QueuedCall> takeAllowed() {
        var allowed = new ArrayList<QueuedCall>();
        long now = now();
        if (isStopped) {
            queues.values().forEach(queue -> allowed.addAll(queue.drain()));
            return allowed;
        }
        queues.values().forEach(queue -> allowed.addAll(queue.drainUnusable()));
        long wait = pausedUntil - now;
        while (wait <= 0 && inFlight < window.size()) {
            QueuedCall next = null;
            long shortestWait = Long.MAX_VALUE;
            for (ModelQueue queue : queues.values()) {
                for (QueuedCall head : queue.heads()) {
                    long nanos = queue.nanosUntilHead(head, now);
                    if (nanos > 0) {
                        shortestWait = Math.min(shortestWait, nanos);
                    } else if (next == null || head.position < next.position) {
                        next = head;
                    }
                }
            }
            if (next == null) {
                wait = shortestWait;
                break;
            }
            inFlight++;
            next.sendNumber = ++lastSendNumber;
            next.sentAt = now;
            next.queue.start(next, now);
            allowed.add(next);
        }
        if (wait > 0 && wait < Long.MAX_VALUE) {
            wakeUpIn(wait, now);
        }
        return allowed;
    }

    private void wakeUpIn(long nanos, long now) {
        long at = now + nanos;
        if (at < wakeUpAt) {
            wakeUpAt = at;
            scheduler.schedule(nanos, () -> wakeUp(at));
        }
    }

    private void wakeUp(long at) {
        changeAndSend(
                () -> {
                    // An overtaken wake-up must not clear a newer one, or wake-ups would multiply.
                    if (wakeUpAt == at) {
                        wakeUpAt = Long.MAX_VALUE;
                    }
                });
    }
}
