package dev.inward.verdict.ladder;

import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The result of testing one rung of the claim ladder.
 *
 * <p>Instances are immutable and thread-safe. No component is null.
 *
 * @param rung the rung
 * @param state whether the rung is reached
 * @param reason the reason, in one or two sentences
 * @param measures the figures that all have to be above 0; empty if none was measured; copied
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record RungResult(Rung rung, State state, String reason, List<RungMeasure> measures) {

    /**
     * Whether a rung is reached.
     *
     * @since 0.1
     */
    @API(status = Status.EXPERIMENTAL, since = "0.1")
    public enum State {
        /** The other explanation is ruled out with the required confidence. */
        REACHED("reached"),
        /** The other explanation is not ruled out. */
        NOT_REACHED("not reached"),
        /** The run has no measurement that could rule it out. */
        NOT_TESTED("not tested");

        private final String words;

        State(String words) {
            this.words = words;
        }

        /** {@return the state as reports show it} */
        public String words() {
            return words;
        }
    }

    /**
     * Copies the measures.
     *
     * @param rung as in the record
     * @param state as in the record
     * @param reason as in the record
     * @param measures as in the record
     */
    public RungResult {
        measures = List.copyOf(measures);
    }
}
