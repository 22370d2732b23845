package dev.inward.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Calls per second against a server that thinks for 50 ms, beside a bare OkHttp loop in the same
 * JVM: one round to warm up, then three of each in turn, of which the median counts.
 */
final class ThroughputBench {

    private static final int THINK_MILLIS = 50;
    private static final int ROUNDS = 3;

    private ThroughputBench() {}

    /** Prints a line for each concurrency. */
    public static void main(String[] arguments) throws IOException {
        System.out.println(
                "calls/s, 50 ms think time  | ideal | bare OkHttp | hosted model | ratio | server busy");
        for (int concurrency : new int[] {64, 256, 1024}) {
            measure(concurrency);
        }
    }

    private static void measure(int concurrency) throws IOException {
        int calls = concurrency * 40;
        try (var server = new DelayingServer(THINK_MILLIS, () -> "HTTP/1.1 200 OK\r\n");
                var bare = new BareOkHttpLoop(server.url(), concurrency);
                var model = new HostedModel(server.url(), concurrency)) {
            bare.askAll(calls);
            model.askAll(calls);
            double[] ofBare = new double[ROUNDS];
            double[] ofModel = new double[ROUNDS];
            long busy = server.cpuNanos();
            long start = System.nanoTime();
            for (int round = 0; round < ROUNDS; round++) {
                if (round % 2 == 0) {
                    ofBare[round] = perSecond(bare::askAll, calls);
                    ofModel[round] = perSecond(model::askAll, calls);
                } else {
                    ofModel[round] = perSecond(model::askAll, calls);
                    ofBare[round] = perSecond(bare::askAll, calls);
                }
            }
            double share = (double) (server.cpuNanos() - busy) / (System.nanoTime() - start);
            System.out.printf(
                    "concurrency %-14d | %5d | %11.0f | %12.0f | %5.2f | %.0f %% of a core%n",
                    concurrency,
                    concurrency * 1000 / THINK_MILLIS,
                    median(ofBare),
                    median(ofModel),
                    median(ofModel) / median(ofBare),
                    100 * share);
        }
    }

    private static double perSecond(IntConsumer askAll, int calls) {
        long start = System.nanoTime();
        askAll.accept(calls);
        return calls * 1e9 / (System.nanoTime() - start);
    }

    private static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
