package dev.inward.bench;

import static java.util.Objects.requireNonNull;

import dev.inward.bench.CountingServer.Call;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares the calls at the server with what the processes received. */
final class KillCount {

    private KillCount() {}

    static KillBench.Result of(
            List<SharedStoreProcess> processes,
            List<Call> calls,
            int kills,
            int prompts,
            int lost) {
        Map<String, SharedStoreProcess> byName = new HashMap<>();
        processes.forEach(process -> byName.put(process.name(), process));
        int inFlight = 0;
        int beyond = 0;
        Map<String, Call> lastCalls = new HashMap<>();
        for (Call call : calls) {
            SharedStoreProcess caller = requireNonNull(byName.get(call.process()));
            inFlight += caller.wasInFlightAtKill(call) ? 1 : 0;
            if (call.receivedAt() >= caller.killedAt()) {
                // It was on its way to the server when its process was killed.
                continue;
            }
            Call earlier = lastCalls.put(call.prompt(), call);
            if (earlier != null) {
                SharedStoreProcess first = requireNonNull(byName.get(earlier.process()));
                boolean isExplained =
                        first.wasInFlightAtKill(earlier) && call.receivedAt() >= first.killedAt();
                beyond += isExplained ? 0 : 1;
            }
        }
        return new KillBench.Result(kills, prompts, calls.size(), inFlight, beyond, lost);
    }
}
