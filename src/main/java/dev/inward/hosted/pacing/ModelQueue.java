package dev.inward.hosted.pacing;

import dev.inward.hosted.pacing.ServerLimit.Unit;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The calls to one model that wait for their turn, and the limits of that model: those its entry
 * sets, and those its server tells, which providers keep for each model apart.
 *
 * <p>Not thread-safe: {@link Pacer} guards it.
 */
public final class ModelQueue {

    private final int concurrency;
    private final long longest;
    private final Map<Unit, TokenBucket> set = new EnumMap<>(Unit.class);
    private final Map<Unit, TokenBucket> learned = new EnumMap<>(Unit.class);
    private final PriorityQueue<QueuedCall> line =
            new PriorityQueue<>(Comparator.comparingLong((QueuedCall turn) -> turn.number));
    private int underWay;
    private double calls;
    private double tokens;
    private long lastSentAt;
    private long lastLearnt;

    /**
     * @param longest how long a call is held back at most because of limits that were learned: then
     *     the server is asked again
     */
    ModelQueue(PacingLimits pace, Duration longest, long now) {
        concurrency = pace.concurrency();
        this.longest = longest.toNanos();
        pace.requestsPerMinute()
                .ifPresent(amount -> set.put(Unit.REQUESTS, TokenBucket.perMinute(amount, now)));
        pace.tokensPerMinute()
                .ifPresent(amount -> set.put(Unit.TOKENS, TokenBucket.perMinute(amount, now)));
        lastSentAt = now;
    }

    void enter(QueuedCall turn) {
        line.add(turn);
    }

    /** The turn that comes next, unless there is none or the model is asked all it may be. */
    @Nullable QueuedCall head() {
        return underWay >= concurrency ? null : line.peek();
    }

    /** How long the head has to wait for the limits of this model; 0 when it may go. */
    long nanosUntilHead(QueuedCall head, long now) {
        long guessed = Math.min(nanosUntil(learned, head, now), lastSentAt + longest - now);
        return Math.max(nanosUntil(set, head, now), guessed);
    }

    private static long nanosUntil(Map<Unit, TokenBucket> buckets, QueuedCall head, long now) {
        long wait = 0;
        for (Map.Entry<Unit, TokenBucket> bucket : buckets.entrySet()) {
            Unit unit = bucket.getKey();
            wait = Math.max(wait, bucket.getValue().nanosUntil(head.weight(unit), now));
        }
        return wait;
    }

    void send(QueuedCall head, long now) {
        line.remove(head);
        underWay++;
        lastSentAt = now;
        calls++;
        tokens += head.tokens;
        head.callsBefore = calls;
        head.tokensBefore = tokens;
        draw(set, head, now);
        draw(learned, head, now);
    }

    private static void draw(Map<Unit, TokenBucket> buckets, QueuedCall head, long now) {
        buckets.forEach((unit, bucket) -> bucket.draw(head.weight(unit), now));
    }

    void leave(QueuedCall turn, List<ServerLimit> limits, long now) {
        underWay--;
        if (limits.isEmpty() || turn.sending < lastLearnt) {
            return;
        }
        lastLearnt = turn.sending;
        for (ServerLimit limit : limits) {
            Unit unit = limit.unit();
            double since = unit.isOfInput() ? tokens - turn.tokensBefore : calls - turn.callsBefore;
            learned.computeIfAbsent(unit, fresh -> TokenBucket.unknown(now))
                    .mirror(limit, turn.sentAt, since, now);
        }
    }

    /** Takes out everything that still waits. */
    List<QueuedCall> clear() {
        List<QueuedCall> waiting = List.copyOf(line);
        line.clear();
        return waiting;
    }
}
