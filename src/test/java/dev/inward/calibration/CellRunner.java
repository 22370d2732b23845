package dev.inward.calibration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Measures the cells of a table in parallel and prints each cell that is done. */
final class CellRunner {

    private static final int THREADS = 2;

    private CellRunner() {}

    /**
     * Measures cells.
     *
     * @param title the title of the table
     * @return the measurements in the order of the cells
     */
    static <C, M> List<M> measure(String title, List<C> cells, Function<C, M> measurement)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            var done = new AtomicInteger();
            var pending = new ArrayList<Future<M>>();
            for (C cell : cells) {
                pending.add(
                        threads.submit(
                                () -> {
                                    long start = System.nanoTime();
                                    M measured = measurement.apply(cell);
                                    System.out.printf(
                                            "table %s: %d of %d cells, this one in %d ms%n",
                                            title,
                                            done.incrementAndGet(),
                                            cells.size(),
                                            Duration.ofNanos(System.nanoTime() - start).toMillis());
                                    return measured;
                                }));
            }
            var measured = new ArrayList<M>();
            for (Future<M> future : pending) {
                measured.add(future.get());
            }
            return measured;
        } finally {
            threads.shutdownNow();
        }
    }
}
