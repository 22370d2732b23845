package dev.inward.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Kills processes that share one answer store, by SIGKILL and at random moments, and starts them
 * again. Counts at a real HTTP server which prompts were sent again, and checks that no answer is
 * lost that a process has received.
 */
public final class KillBench {

    private static final int PROCESSES = 3;
    private static final int MAX_CALLS_BETWEEN_KILLS = 60;
    private static final int MAX_PAUSE_MILLIS = 40;

    /**
     * The figures of the benchmark.
     *
     * @param kills the number of killed processes
     * @param prompts the number of different prompts
     * @param calls the number of calls that the server received
     * @param inFlight the calls of killed processes that these had not answered for at their end
     * @param beyond the calls for a prompt whose earlier call was not in flight at a kill
     * @param lost the answers that a process had received and that the store does not have
     */
    public record Result(int kills, int prompts, int calls, int inFlight, int beyond, int lost) {

        Result plus(Result other) {
            return new Result(
                    kills + other.kills,
                    prompts + other.prompts,
                    calls + other.calls,
                    inFlight + other.inFlight,
                    beyond + other.beyond,
                    lost + other.lost);
        }
    }

    private KillBench() {}

    /** Prints the figures. Arguments: the number of kills (100) and the seed (1). */
    public static void main(String[] arguments) throws Exception {
        int kills = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        Result result = run(kills, 2000, seed);
        System.out.printf("kills by SIGKILL, %d processes, one store%n", PROCESSES);
        System.out.printf("  kills                        %,7d%n", result.kills());
        System.out.printf("  prompts                      %,7d%n", result.prompts());
        System.out.printf("  calls                        %,7d%n", result.calls());
        System.out.printf("  calls in flight at kills     %,7d%n", result.inFlight());
        System.out.printf("  calls beyond them            %,7d%n", result.beyond());
        System.out.printf("  answers lost                 %,7d%n", result.lost());
        if (result.beyond() > 0 || result.lost() > 0) {
            throw new IllegalStateException("The last two figures must be 0.");
        }
    }

    /**
     * Runs rounds, each with a new store, until enough processes were killed.
     *
     * @param kills the number of kills
     * @param prompts the number of prompts of a round
     * @param seed decides the moments and the processes of the kills
     */
    public static Result run(int kills, int prompts, long seed) throws Exception {
        var random = new Random(seed);
        var total = new Result(0, 0, 0, 0, 0, 0);
        while (total.kills() < kills) {
            total = total.plus(round(kills - total.kills(), prompts, random));
        }
        return total;
    }

    private static Result round(int kills, int prompts, Random random) throws Exception {
        Path folder = Files.createTempDirectory("inward-kills");
        try (var server = new CountingServer()) {
            List<SharedStoreProcess> all = new ArrayList<>();
            List<SharedStoreProcess> alive = new ArrayList<>();
            for (int i = 0; i < PROCESSES; i++) {
                start(folder, server, prompts, all, alive);
            }
            int killed = 0;
            while (killed < kills
                    && server.awaitCalls(random.nextInt(MAX_CALLS_BETWEEN_KILLS), alive)) {
                Thread.sleep(random.nextInt(MAX_PAUSE_MILLIS));
                SharedStoreProcess victim = alive.remove(random.nextInt(alive.size()));
                killed += victim.kill() ? 1 : 0;
                start(folder, server, prompts, all, alive);
            }
            for (SharedStoreProcess process : alive) {
                process.awaitEnd();
            }
            List<CountingServer.Call> calls = server.calls();
            return KillCount.of(
                    all, calls, killed, prompts, lost(folder, server, prompts, calls.size()));
        } finally {
            BenchFolder.delete(folder);
        }
    }

    private static void start(
            Path folder,
            CountingServer server,
            int prompts,
            List<SharedStoreProcess> all,
            List<SharedStoreProcess> alive)
            throws IOException {
        SharedStoreProcess process =
                SharedStoreProcess.start(folder, server.address(), "run-" + all.size(), prompts);
        all.add(process);
        alive.add(process);
    }

    /** Returns how many prompts a last process has to send although all were answered. */
    private static int lost(Path folder, CountingServer server, int prompts, int callsBefore)
            throws Exception {
        SharedStoreProcess last =
                SharedStoreProcess.start(folder, server.address(), "last", prompts);
        last.awaitEnd();
        return server.calls().size() - callsBefore;
    }
}
