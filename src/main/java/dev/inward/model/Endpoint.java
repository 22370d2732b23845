package dev.inward.model;

/**
 * A server as one key sees it: its line, and whether it is there. All models of a provider that
 * share host and key share it.
 */
record Endpoint(Pacer pacer, Reachability reachability) {

    Endpoint(Patience patience) {
        this(new Pacer(System::nanoTime, Alarm.USUAL, patience.longest()), new Reachability());
    }
}
