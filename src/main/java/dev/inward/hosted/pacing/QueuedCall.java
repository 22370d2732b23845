package dev.inward.hosted.pacing;

/**
 * One call's place in line. Kept from its first try to its last, so that a call that is tried again
 * stands at the head. {@link Pacer} guards what changes.
 */
public final class QueuedCall {

    final ModelQueue lane;
    final long number;
    final double tokens;
    final Runnable send;

    long sending;
    long sentAt;
    double callsBefore;
    double tokensBefore;

    /**
     * @param number the place in line: lower ones go first
     * @param tokens what the call weighs where tokens are counted
     * @param send sends the call; is run when it is its turn
     */
    QueuedCall(ModelQueue lane, long number, double tokens, Runnable send) {
        this.lane = lane;
        this.number = number;
        this.tokens = tokens;
        this.send = send;
    }

    double weight(ServerLimit.Unit unit) {
        return unit.isOfInput() ? tokens : 1;
    }
}
