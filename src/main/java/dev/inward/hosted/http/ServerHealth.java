package dev.inward.hosted.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/**
 * Distinguishes a server that is temporarily unavailable from one that was never reachable. The
 * former is worth a retry, the latter is a configuration error. A server counts as never reachable
 * if it has never responded and one call has failed to connect three times.
 *
 * <p>This class is thread-safe.
 */
final class ServerHealth {

    private static final int TRIES = 3;

    private volatile boolean hasResponded;
    private volatile boolean isUnreachable;

    void recordResponse() {
        hasResponded = true;
    }

    /**
     * Records a try without a response.
     *
     * @param tries how often the call has been tried, including this try
     * @return whether the server counts as never reachable, so that a retry is pointless
     */
    boolean recordFailure(IOException failure, int tries) {
        if (hasResponded || !isConnectionFailure(failure)) {
            return false;
        }
        if (tries >= TRIES) {
            isUnreachable = true;
        }
        return isUnreachable;
    }

    private static boolean isConnectionFailure(IOException failure) {
        return failure instanceof ConnectException
                || failure instanceof NoRouteToHostException
                || failure instanceof UnknownHostException
                || failure instanceof SSLException;
    }
}
