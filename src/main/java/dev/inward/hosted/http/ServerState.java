package dev.inward.hosted.http;

import dev.inward.hosted.pacing.Pacer;
import dev.inward.hosted.pacing.Scheduler;

/**
 * The state that all models with the same host and the same key share.
 *
 * @param pacer sends the calls to the server
 * @param health records whether the server responds
 */
public record ServerState(Pacer pacer, ServerHealth health) {

    /** Creates the state of a server that has not been called yet. */
    public ServerState(RetrySettings retries) {
        this(
                new Pacer(System::nanoTime, Scheduler.DEFAULT, retries.maxDelay()),
                new ServerHealth());
    }
}
