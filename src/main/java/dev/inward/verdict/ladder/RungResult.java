package dev.inward.verdict.ladder;

import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How evidence stands on one rung of the claim ladder.
 *
 * @param rung the rung
 * @param state whether it is reached
 * @param reason why, in one sentence for a newcomer
 * @param measures the differences that all have to be above 0; empty where nothing was measured
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
        /** What it rules out is ruled out with the confidence asked for. */
        REACHED("reached"),
        /** What it rules out may still be all there is. */
        NOT_REACHED("not reached"),
        /** Nothing was measured that could tell. */
        NOT_TESTED("not tested");

        private final String words;

        State(String words) {
            this.words = words;
        }

        /** {@return the state as a reader sees it} */
        public String words() {
            return words;
        }
    }

    /** Copies the measures. */
    public RungResult {
        measures = List.copyOf(measures);
    }
}
