package dev.inward.hosted.pacing;

/**
 * How many calls may be under way at once: as many as a server bears, found as TCP finds it. Starts
 * at 16 and doubles each round until the server first complains; then grows by one a round, and is
 * halved, at most once a round, when the server says that it is asked too much.
 *
 * <p>A round is as many calls as fit into the window. Not thread-safe: {@link Pacer} guards it.
 */
final class ConcurrencyWindow {

    private static final int START = 16;

    private int ceiling;
    private double size = 1;
    private boolean isSlowStart = true;
    private long halvedAt = -1;
    private long faultAt = -1;

    /** Allows at least so many at once, if the server bears them. */
    void raiseCeiling(int concurrency) {
        ceiling = Math.max(ceiling, concurrency);
        if (isSlowStart) {
            size = Math.max(size, Math.min(START, ceiling));
        }
    }

    int size() {
        return (int) size;
    }

    /**
     * Learns from a reply.
     *
     * @param trouble what the reply says of the server
     * @param sending the number of the sending that it replies to
     * @param lastSending the number of the newest sending
     * @param underWay how many calls were under way, this one included
     */
    void learn(ServerFeedback.Trouble trouble, long sending, long lastSending, int underWay) {
        switch (trouble) {
            case NONE -> {
                boolean isUsed = 2 * underWay >= size();
                if (sending > faultAt && isUsed) {
                    size = Math.min(ceiling, size + (isSlowStart ? 1 : 1 / size));
                }
            }
            case FAULT -> {
                isSlowStart = false;
                faultAt = lastSending;
            }
            case OVERLOAD -> {
                isSlowStart = false;
                if (sending > halvedAt) {
                    size = Math.max(1, size / 2);
                    halvedAt = lastSending;
                }
            }
        }
    }
}
