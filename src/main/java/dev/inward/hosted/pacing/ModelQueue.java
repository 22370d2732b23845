package dev.inward.hosted.pacing;

import dev.inward.hosted.pacing.ServerLimit.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The queue of calls to one model, with the limits of that model. The user sets some limits, and
 * the server reports others. Both apply per model, because providers count each model separately.
 *
 * <p>Not thread-safe: {@link Pacer} guards it.
 */
public final class ModelQueue {

    private final int concurrency;
    private final long maxWaitNanos;
    private final Map<Unit, TokenBucket> userBuckets = new EnumMap<>(Unit.class);
    private final Map<Unit, TokenBucket> serverBuckets = new EnumMap<>(Unit.class);
    private final List<CallGroup> groups = new ArrayList<>();
    private int inFlight;
    private double callsSent;
    private double tokensSent;
    private long lastSentAt;
    private long lastReportedSend;

    /**
     * @param limits the limits that the user sets
     * @param maxWait the maximum time that limits reported by the server hold back a call; after
     *     it, one call is sent to get a new report
     */
    ModelQueue(PacingLimits limits, Duration maxWait, long now) {
        concurrency = limits.concurrency();
        maxWaitNanos = maxWait.toNanos();
        limits.requestsPerMinute()
                .ifPresent(
                        amount ->
                                userBuckets.put(Unit.REQUESTS, TokenBucket.perMinute(amount, now)));
        limits.tokensPerMinute()
                .ifPresent(
                        amount -> userBuckets.put(Unit.TOKENS, TokenBucket.perMinute(amount, now)));
        lastSentAt = now;
    }

    void add(CallGroup group) {
        groups.add(group);
    }

    /** Returns the calls that may be sent next; empty if the maximum number is in flight. */
    List<QueuedCall> heads() {
        return inFlight >= concurrency
                ? List.of()
                : groups.stream().map(CallGroup::head).flatMap(Stream::ofNullable).toList();
    }

    /** Returns how long the limits of this model hold back the head; 0 if it can be sent now. */
    long nanosUntilHead(QueuedCall head, long now) {
        long reported =
                Math.min(nanosUntil(serverBuckets, head, now), lastSentAt + maxWaitNanos - now);
        long limited = Math.max(nanosUntil(userBuckets, head, now), reported);
        return Math.max(limited, head.group.nanosUntilHead(now));
    }

    private static long nanosUntil(Map<Unit, TokenBucket> buckets, QueuedCall head, long now) {
        long wait = 0;
        for (Map.Entry<Unit, TokenBucket> bucket : buckets.entrySet()) {
            Unit unit = bucket.getKey();
            wait = Math.max(wait, bucket.getValue().nanosUntil(head.weight(unit), now));
        }
        return wait;
    }

    /** Moves the head from the queue to the calls in flight. */
    void start(QueuedCall head, long now) {
        head.group.start(head);
        inFlight++;
        lastSentAt = now;
        callsSent++;
        tokensSent += head.tokens;
        head.callsSentThen = callsSent;
        head.tokensSentThen = tokensSent;
        draw(userBuckets, head, now);
        draw(serverBuckets, head, now);
    }

    private static void draw(Map<Unit, TokenBucket> buckets, QueuedCall head, long now) {
        buckets.forEach((unit, bucket) -> bucket.draw(head.weight(unit), now));
    }

    /**
     * Ends a call in flight and applies the limits of its response. Limits are ignored if a call
     * that was sent later has already reported newer ones.
     */
    void finish(QueuedCall call, List<ServerLimit> limits, CallOutcome outcome, long now) {
        inFlight--;
        call.group.finish(call, outcome, now);
        if (limits.isEmpty() || call.sendNumber < lastReportedSend) {
            return;
        }
        lastReportedSend = call.sendNumber;
        for (ServerLimit limit : limits) {
            Unit unit = limit.unit();
            double drawnSince =
                    unit.countsPromptTokens()
                            ? tokensSent - call.tokensSentThen
                            : callsSent - call.callsSentThen;
            serverBuckets
                    .computeIfAbsent(unit, absent -> TokenBucket.unlimited(now))
                    .update(limit, call.sentAt, drawnSince, now);
        }
    }

    /** Removes and returns all waiting calls. */
    List<QueuedCall> drain() {
        return groups.stream().map(CallGroup::drain).flatMap(List::stream).toList();
    }

    /** Removes and returns the waiting calls to unusable models. */
    List<QueuedCall> drainUnusable() {
        return groups.stream()
                .filter(group -> group.unusableBecause() != null)
                .map(CallGroup::drain)
                .flatMap(List::stream)
                .toList();
    }
}
