package dev.inward.model;

import dev.inward.model.ApiSettings.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The line before one server: lets calls go, first come first served, as fast as the server bears
 * them. No thread waits in it. What holds calls back is a {@link ConcurrencyWindow} and a pause
 * that the server asks for, both for all models together, and the {@link Lane} of each model.
 *
 * <p>This class is thread-safe. All its times come from one monotone clock: a wall clock that jumps
 * does not matter.
 */
final class Pacer {

    /** Runs something later. */
    @FunctionalInterface
    interface Alarm {

        /** One that needs no thread of its own. */
        Alarm USUAL =
                (nanos, task) ->
                        CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS)
                                .execute(task);

        void in(long nanos, Runnable task);
    }

    private record LaneKey(String model, Pace pace) {}

    private final LongSupplier nanoTime;
    private final long origin;
    private final Alarm alarm;
    private final Duration longest;
    private final Map<LaneKey, Lane> lanes = new LinkedHashMap<>();
    private final ConcurrencyWindow window = new ConcurrencyWindow();
    private final ThreadLocal<Boolean> isSending = ThreadLocal.withInitial(() -> false);
    private int underWay;
    private long turns;
    private long sendings;
    private long pausedUntil;
    private long alarmAt = Long.MAX_VALUE;
    private boolean isClosed;

    /**
     * @param nanoTime a monotone clock
     * @param longest how long calls are held back at most before the server is asked again
     */
    Pacer(LongSupplier nanoTime, Alarm alarm, Duration longest) {
        this.nanoTime = nanoTime;
        this.alarm = alarm;
        this.longest = longest;
        origin = nanoTime.getAsLong();
    }

    /** Nanoseconds since this pacer was made. */
    long now() {
        return nanoTime.getAsLong() - origin;
    }

    /** The lane of a model, which all entries have in common that ask for the same pace. */
    synchronized Lane lane(String model, Pace pace) {
        window.raiseCeiling(pace.concurrency());
        return lanes.computeIfAbsent(
                new LaneKey(model, pace), key -> new Lane(pace, longest, now()));
    }

    /**
     * Takes a number for a new call.
     *
     * @param tokens what it weighs where tokens are counted
     * @param send sends the call; run when it is its turn, on the thread of somebody else
     */
    synchronized Turn turn(Lane lane, double tokens, Runnable send) {
        return new Turn(lane, turns++, tokens, send);
    }

    /** Puts a call into line; one that has been tried before stands where it stood then. */
    void enter(Turn turn) {
        synchronized (this) {
            turn.lane.enter(turn);
        }
        sendWhatMay();
    }

    /** Takes note that a call has come to its end, and of what that says of the server. */
    void leave(Turn turn, Feedback feedback) {
        synchronized (this) {
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
        sendWhatMay();
    }

    /** Whether nobody is to be asked any more. */
    synchronized boolean isClosed() {
        return isClosed;
    }

    /** Lets everything go that waits, now and later, to find that it is too late. */
    synchronized void close() {
        isClosed = true;
        setAlarm(0, now());
    }

    /** A call that fails while it is sent comes back here before the others of its batch went. */
    private void sendWhatMay() {
        if (isSending.get()) {
            return;
        }
        isSending.set(true);
        try {
            for (List<Turn> may = takeOut(); !may.isEmpty(); may = takeOut()) {
                may.forEach(turn -> turn.send.run());
            }
        } finally {
            isSending.remove();
        }
    }

    private synchronized List<Turn> takeOut() {
        var may = new ArrayList<Turn>();
        long now = now();
        if (isClosed) {
            lanes.values().forEach(lane -> may.addAll(lane.clear()));
            return may;
        }
        long wait = pausedUntil - now;
        while (wait <= 0 && underWay < window.size()) {
            Lane next = null;
            Turn first = null;
            long soonest = Long.MAX_VALUE;
            for (Lane lane : lanes.values()) {
                Turn head = lane.head();
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
            alarmAt = now + wait;
            alarm.in(wait, this::wake);
        }
    }

    private void wake() {
        synchronized (this) {
            alarmAt = Long.MAX_VALUE;
        }
        sendWhatMay();
    }
}
