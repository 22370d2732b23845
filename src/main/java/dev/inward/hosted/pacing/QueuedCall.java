package dev.inward.hosted.pacing;

/**
 * One call in a {@link ModelQueue}. It keeps its position over all its tries, so that a retry goes
 * before newer calls. {@link Pacer} guards the mutable fields.
 */
public final class QueuedCall {

    final ModelQueue queue;
    final CallGroup group;
    final long position;
    final double tokens;
    final Runnable send;

    /** How often this call has been sent. */
    int timesSent;

    /** Whether the newest send has not ended. */
    boolean isInFlight;

    /** Whether the newest send shows if a model in doubt answers. */
    boolean isProbe;

    /** The number of the newest send of this call, counted over all calls to the server. */
    long sendNumber;

    long sentAt;

    /** How many calls the queue had sent when it sent this call, including this call. */
    double callsSentThen;

    /** How many tokens the queue had sent when it sent this call, including this call. */
    double tokensSentThen;

    /**
     * @param position the position in the queue; the lowest is sent first
     * @param tokens the estimated number of tokens that count against a token limit
     * @param send sends the call
     */
    QueuedCall(ModelQueue queue, CallGroup group, long position, double tokens, Runnable send) {
        this.queue = queue;
        this.group = group;
        this.position = position;
        this.tokens = tokens;
        this.send = send;
    }

    /** Returns how much this call draws from a bucket that counts the given unit. */
    double weight(ServerLimit.Unit unit) {
        return unit.countsPromptTokens() ? tokens : 1;
    }
}
