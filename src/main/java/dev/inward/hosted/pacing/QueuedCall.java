package dev.inward.hosted.pacing;

/**
 * One call in a {@link ModelQueue}. It keeps its position over all its tries, so that a retry goes
 * before newer calls. {@link Pacer} guards the mutable fields.
 */
public final class QueuedCall {

    final ModelQueue queue;
    final long position;
    final double tokens;
    final Runnable send;

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
    QueuedCall(ModelQueue queue, long position, double tokens, Runnable send) {
        this.queue = queue;
        this.position = position;
        this.tokens = tokens;
        this.send = send;
    }

    /** Returns how much this call draws from a bucket that counts the given unit. */
    double weight(ServerLimit.Unit unit) {
        return unit.countsPromptTokens() ? tokens : 1;
    }
}
