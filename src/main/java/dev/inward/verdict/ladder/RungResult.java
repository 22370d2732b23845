package dev.inward.verdict.ladder;

import java.util.Comparator;
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

    static RungResult notTested(Rung rung, String why) {
        return new RungResult(rung, State.NOT_TESTED, why, List.of());
    }

    /**
     * The standing by measures of which each has to be above 0 with the full confidence
     * (intersection-union test, Berger 1982): the lowest decides.
     *
     * @param measures at least one
     */
    static RungResult by(Rung rung, List<RungMeasure> measures, double confidence) {
        RungMeasure lowest =
                measures.stream()
                        .min(
                                Comparator.comparingDouble(
                                        measure -> measure.mean().lowerBound(confidence)))
                        .orElseThrow();
        return lowest.isAbove(confidence)
                ? new RungResult(rung, State.REACHED, lowest.with(confidence), measures)
                : new RungResult(
                        rung,
                        State.NOT_REACHED,
                        lowest.with(confidence) + ", which is not above 0",
                        measures);
    }

    /** The same where a rung that its measures reach lacks something else. */
    RungResult butLacking(String what) {
        return state == State.REACHED
                ? new RungResult(rung, State.NOT_TESTED, what, measures)
                : this;
    }
}
