package dev.inward.hosted.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/**
 * Tells a server that is away for a while, which is worth waiting for, from one that was never
 * there: nobody has heard from it, and three times in a row a prompt could not even connect.
 *
 * <p>This class is thread-safe.
 */
final class ServerHealth {

    private static final int TRIES = 3;

    private volatile boolean hasReplied;
    private volatile boolean isGivenUp;

    void replied() {
        hasReplied = true;
    }

    /**
     * Learns of a call that came to no reply.
     *
     * @param tries how often its prompt has been tried, this time included
     * @return whether it is no use to try again
     */
    boolean isGivenUp(IOException failure, int tries) {
        if (hasReplied || !isUnconnected(failure)) {
            return false;
        }
        if (tries >= TRIES) {
            isGivenUp = true;
        }
        return isGivenUp;
    }

    private static boolean isUnconnected(IOException failure) {
        return failure instanceof ConnectException
                || failure instanceof NoRouteToHostException
                || failure instanceof UnknownHostException
                || failure instanceof SSLException;
    }
}
