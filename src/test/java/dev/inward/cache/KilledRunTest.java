package dev.inward.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.bench.KillBench;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Kills real processes that share one store. {@code mvn -Pkill} does the same a hundred times. */
@Tag("slow")
class KilledRunTest {

    @Test
    void only_calls_in_flight_at_a_kill_are_repeated_and_no_received_answer_is_lost()
            throws Exception {
        KillBench.Result result = KillBench.run(10, 600, 7);

        assertThat(result.kills()).isEqualTo(10);
        assertThat(result.inFlight()).as("killed in the middle").isPositive();
        assertThat(result.beyond()).as("calls beyond those in flight").isZero();
        assertThat(result.lost()).as("lost answers").isZero();
        assertThat(result.calls())
                .isBetween(result.prompts(), result.prompts() + result.inFlight());
    }
}
