package dev.inward.knowntruth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.Events;
import org.opentest4j.TestAbortedException;

/** Reads the throwables of evals that a test ran inside itself. */
public final class ThrownByEval {

    private ThrownByEval() {}

    /**
     * Returns the only throwable of the events; fails the test if there is none or more than one.
     */
    public static Throwable in(Events events) {
        List<Throwable> thrown = all(events);
        assertThat(thrown).hasSize(1);
        return thrown.get(0);
    }

    /** Asserts that the gate left a cell and the whole run open for a reason. */
    public static void assertInconclusiveGate(Events aborted, String reason) {
        assertThat(all(aborted))
                .hasSize(2)
                .allSatisfy(
                        thrown ->
                                assertThat(thrown)
                                        .isInstanceOf(TestAbortedException.class)
                                        .hasMessageContaining("the verdict is INCONCLUSIVE")
                                        .hasMessageContaining(reason));
    }

    /** Returns the throwables of the events, in their order. */
    public static List<Throwable> all(Events events) {
        return events.stream()
                .flatMap(event -> event.getPayload(TestExecutionResult.class).stream())
                .flatMap(result -> result.getThrowable().stream())
                .toList();
    }
}
