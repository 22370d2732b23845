package dev.inward.hosted.http;

import dev.inward.hosted.pacing.Pacer;
import dev.inward.hosted.pacing.Scheduler;

/**
 * A server as one key sees it: its line, and whether it is there. All models of a provider that
 * share host and key share it.
 */
public record Endpoint(Pacer pacer, ServerHealth reachability) {

    public Endpoint(RetrySettings patience) {
        this(new Pacer(System::nanoTime, Scheduler.USUAL, patience.longest()), new ServerHealth());
    }
}
