package dev.inward.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Measures calls per second to a server with a delay of 50 ms, for a hosted model and for a bare
 * OkHttp loop in the same JVM. After one warm-up round, the median of three rounds counts.
 */
final class ThroughputBench {

    private static final int DELAY_MILLIS = 50;
    private static final int ROUNDS = 3;

    private ThroughputBench() {}

    /** Prints a line for each concurrency. */
    public static void main(String[] arguments) throws IOException {
        System.out.println(
                "calls/s, 50 ms delay       | ideal | bare OkHttp | hosted model | ratio | server busy");
        for (int concurrency : new int[] {64, 256, 1024}) {
            measure(concurrency);
        }
    }

    private static void measure(int concurrency) throws IOException {
        int calls = concurrency * 40;
        try (var server = new DelayingServer(DELAY_MILLIS, () -> "HTTP/1.1 200 OK\r\n");
                var bare = new BareOkHttpLoop(server.url(), concurrency);
                var model = new HostedModel(server.url(), concurrency)) {
            bare.callAll(calls);
            model.callAll(calls);
            double[] bareRates = new double[ROUNDS];
            double[] modelRates = new double[ROUNDS];
            long cpuBefore = server.cpuNanos();
            long start = System.nanoTime();
            for (int round = 0; round < ROUNDS; round++) {
                if (round % 2 == 0) {
                    bareRates[round] = perSecond(bare::callAll, calls);
                    modelRates[round] = perSecond(model::callAll, calls);
                } else {
                    modelRates[round] = perSecond(model::callAll, calls);
                    bareRates[round] = perSecond(bare::callAll, calls);
                }
            }
            double cpuShare =
                    (double) (server.cpuNanos() - cpuBefore) / (System.nanoTime() - start);
            System.out.printf(
                    "concurrency %-14d | %5d | %11.0f | %12.0f | %5.2f | %.0f %% of a core%n",
                    concurrency,
                    concurrency * 1000 / DELAY_MILLIS,
                    median(bareRates),
                    median(modelRates),
                    median(modelRates) / median(bareRates),
                    100 * cpuShare);
        }
    }

    private static double perSecond(IntConsumer callAll, int calls) {
        long start = System.nanoTime();
        callAll.accept(calls);
        return calls * 1e9 / (System.nanoTime() - start);
    }

    private static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
