package dev.inward.hosted.pacing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** An alarm that rings when a test says so, however long it was set for. */
public final class ManualScheduler implements Scheduler {

    private static final long PATIENCE_MILLIS = 20_000;

    private record Ring(Duration after, Runnable task) {}

    private final Duration quiet;
    private final List<Ring> rings = new ArrayList<>();

    /**
     * @param quiet how long prompts gather; all other waits are longer
     */
    public ManualScheduler(Duration quiet) {
        this.quiet = quiet;
    }

    @Override
    public synchronized void in(long nanos, Runnable task) {
        rings.add(new Ring(Duration.ofNanos(nanos), task));
        notifyAll();
    }

    /** Lets it be quiet for so long that all that has gathered is sent off. */
    public void quiet() {
        await(true).task().run();
        for (Ring next = remove(true); next != null; next = remove(true)) {
            next.task().run();
        }
    }

    /** Lets it be quiet for once, for all that is set now. */
    public void quietOnce() {
        var now = new ArrayList<Ring>();
        for (Ring next = remove(true); next != null; next = remove(true)) {
            now.add(next);
        }
        now.forEach(ring -> ring.task().run());
    }

    /** Lets it be quiet again and again until something is so. */
    public void quietUntil(BooleanSupplier isSo) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it has not come to that");
            }
            Ring next = remove(true);
            if (next == null) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            } else {
                next.task().run();
            }
        }
    }

    /** Lets time pass until a batch is looked after, and says how much. */
    public Duration look() {
        Ring next = await(false);
        next.task().run();
        return next.after();
    }

    /** Waits until a batch is to be looked after. */
    public synchronized void awaitLook() {
        rings.add(0, await(false));
    }

    public synchronized boolean isSet() {
        return !rings.isEmpty();
    }

    private synchronized Ring await(boolean isQuiet) {
        try {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
            @Nullable Ring found = remove(isQuiet);
            while (found == null) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("nothing was set");
                }
                wait(PATIENCE_MILLIS);
                found = remove(isQuiet);
            }
            return found;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized @Nullable Ring remove(boolean isQuiet) {
        for (Ring ring : rings) {
            if (ring.after().equals(quiet) == isQuiet) {
                rings.remove(ring);
                return ring;
            }
        }
        return null;
    }
}
