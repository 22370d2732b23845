package dev.inward.hosted.pacing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The line before one server: lets calls go, first come first served, as fast as the server bears
 * them. No thread waits in it. What holds calls back is a {@link ConcurrencyWindow} and a pause
 * that the server asks for, both for all models together, and the {@link ModelQueue} of each model.
 *
 * <p>This class is thread-safe. All its times come from one monotone clock: a wall clock that jumps
 * does not matter.
 */
public final class Pacer {

    /** Whether a thread is just sending calls, and whether that has changed the line. */
    private enum Sending {
        NONE,
        UNCHANGED,
        CHANGED
    }

    private record LaneKey(String model, PacingLimits pace) {}

    private final LongSupplier nanoTime;
    private final long origin;
    private final Scheduler alarm;
    private final Duration longest;
    private final Map<LaneKey, ModelQueue> lanes = new LinkedHashMap<>();
    private final ConcurrencyWindow window = new ConcurrencyWindow();
    private final ThreadLocal<Sending> sending = ThreadLocal.withInitial(() -> Sending.NONE);
    private final AtomicLong turns = new AtomicLong();
    private int underWay;
    private long sendings;
    private long pausedUntil;
    private long alarmAt = Long.MAX_VALUE;
    private volatile boolean isClosed;

    /**
     * Makes the pacer of one server.
     *
     * @param nanoTime a monotone clock
     * @param longest how long calls are held back at most before the server is asked again
     */
    public Pacer(LongSupplier nanoTime, Scheduler alarm, Duration longest) {
        this.nanoTime = nanoTime;
        this.alarm = alarm;
        this.longest = longest;
        origin = nanoTime.getAsLong();
    }

    /** Nanoseconds since this pacer was made. */
    public long now() {
        return nanoTime.getAsLong() - origin;
    }

    /** The lane of a model, which all entries have in common that ask for the same pace. */
    public synchronized ModelQueue lane(String model, PacingLimits pace) {
        window.raiseCeiling(pace.concurrency());
        return lanes.computeIfAbsent(
                new LaneKey(model, pace), key -> new ModelQueue(pace, longest, now()));
    }

    /**
     * Takes a number for a new call.
     *
     * @param tokens what it weighs where tokens are counted
     * @param send sends the call; run when it is its turn, on the thread of somebody else
     */
    public QueuedCall turn(ModelQueue lane, double tokens, Runnable send) {
        return new QueuedCall(lane, turns.getAndIncrement(), tokens, send);
    }

    /** Puts a call into line; one that has been tried before stands where it stood then. */
    public void enter(QueuedCall turn) {
        sendAfter(() -> turn.lane.enter(turn));
    }

    /** Takes note that a call has come to its end, and of what that says of the server. */
    public void leave(QueuedCall turn, ServerFeedback feedback) {
        sendAfter(() -> learn(turn, feedback));
    }

    private void learn(QueuedCall turn, ServerFeedback feedback) {
        long now = now();
        window.learn(feedback.trouble(), turn.sending, sendings, underWay);
        underWay--;
        turn.lane.leave(turn, feedback.limits(), now);
        Duration pause = feedback.pause();
        if (pause != null) {
            long nanos = pause.compareTo(longest) > 0 ? longest.toNanos() : pause.toNanos();
            pausedUntil = Math.max(pausedUntil, now + nanos);
        }
    }

    /** Whether nobody is to be asked any more. */
    public boolean isClosed() {
        return isClosed;
    }

    /** Lets everything go that waits, now and later, to find that it is too late. */
    public synchronized void close() {
        isClosed = true;
        setAlarm(0, now());
    }

    /**
     * Makes a change, and sends what may go after it. A call that fails while it is sent comes back
     * here from there: it leaves its change, and the sending that it came from goes on.
     */
    private void sendAfter(Runnable change) {
        boolean isNested = sending.get() != Sending.NONE;
        List<QueuedCall> may;
        synchronized (this) {
            change.run();
            may = isNested ? List.of() : takeOut();
        }
        if (isNested) {
            sending.set(Sending.CHANGED);
        } else if (!may.isEmpty()) {
            sendAll(may);
        }
    }

    private void sendAll(List<QueuedCall> first) {
        try {
            for (List<QueuedCall> may = first; !may.isEmpty(); ) {
                sending.set(Sending.UNCHANGED);
                may.forEach(turn -> turn.send.run());
                may = sending.get() == Sending.CHANGED ? takeOut() : List.of();
            }
        } finally {
            sending.remove();
        }
    }

    private synchronized List<QueuedCall> takeOut() {
        var may = new ArrayList<QueuedCall>();
        long now = now();
        if (isClosed) {
            lanes.values().forEach(lane -> may.addAll(lane.clear()));
            return may;
        }
        long wait = pausedUntil - now;
        while (wait <= 0 && underWay < window.size()) {
            ModelQueue next = null;
            QueuedCall first = null;
            long soonest = Long.MAX_VALUE;
            for (ModelQueue lane : lanes.values()) {
                QueuedCall head = lane.head();
                if (head != null) {
                    long nanos = lane.nanosUntilHead(head, now);
                    if (nanos > 0) {
                        soonest = Math.min(soonest, nanos);
                    } else if (first == null || head.number < first.number) {
                        next = lane;
                        first = head;
                    }
                }
            }
            if (next == null || first == null) {
                wait = soonest;
                break;
            }
            underWay++;
            first.sending = ++sendings;
            first.sentAt = now;
            next.send(first, now);
            may.add(first);
        }
        if (wait > 0 && wait < Long.MAX_VALUE) {
            setAlarm(wait, now);
        }
        return may;
    }

    private void setAlarm(long wait, long now) {
        if (now + wait < alarmAt) {
            long at = now + wait;
            alarmAt = at;
            alarm.in(wait, () -> wake(at));
        }
    }

    /** An alarm that an earlier one has overtaken is not set again, or alarms would multiply. */
    private void wake(long at) {
        sendAfter(
                () -> {
                    if (alarmAt == at) {
                        alarmAt = Long.MAX_VALUE;
                    }
                });
    }
}
