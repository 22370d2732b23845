package dev.inward.hosted.pacing;

/**
 * The maximum number of calls in flight to one server. It adapts to the server in the way that TCP
 * adapts to a network (additive increase, multiplicative decrease).
 *
 * <p>The window starts at 16 calls and doubles each round until the first failure. From then on it
 * grows by one call a round. When the server reports overload, the window is halved, at most once a
 * round. A round is as many calls as fit into the window.
 *
 * <p>Not thread-safe: {@link Pacer} guards it.
 */
final class ConcurrencyWindow {

    private static final int INITIAL_SIZE = 16;

    private int maxSize;
    private double size = 1;
    private boolean isSlowStart = true;
    private long lastSendAtHalving = -1;
    private long lastSendAtFault = -1;

    /** Raises the maximum size to the given number of calls; never lowers it. */
    void raiseMaxSize(int concurrency) {
        maxSize = Math.max(maxSize, concurrency);
        if (isSlowStart) {
            size = Math.max(size, Math.min(INITIAL_SIZE, maxSize));
        }
    }

    int size() {
        return (int) size;
    }

    /**
     * Adapts the size to the outcome of a call.
     *
     * @param problem the problem of the server that the outcome shows
     * @param sendNumber the number of the send that has this outcome
     * @param lastSendNumber the number of the newest send
     * @param inFlight the number of calls in flight, including this one
     */
    void adapt(ServerFeedback.Problem problem, long sendNumber, long lastSendNumber, int inFlight) {
        switch (problem) {
            case NONE -> {
                boolean isUsed = 2 * inFlight >= size();
                if (sendNumber > lastSendAtFault && isUsed) {
                    size = Math.min(maxSize, size + (isSlowStart ? 1 : 1 / size));
                }
            }
            case FAULT -> {
                isSlowStart = false;
                lastSendAtFault = lastSendNumber;
            }
            case OVERLOAD -> {
                isSlowStart = false;
                if (sendNumber > lastSendAtHalving) {
                    size = Math.max(1, size / 2);
                    lastSendAtHalving = lastSendNumber;
                }
            }
        }
    }
}
