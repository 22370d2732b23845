package dev.inward.verdict.ladder.evaluation;

import dev.inward.verdict.ladder.Rung;
import dev.inward.verdict.ladder.RungMeasure;
import dev.inward.verdict.ladder.RungResult;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Creates the results of rungs from their measures. */
final class RungResults {

    private RungResults() {}

    static RungResult notTested(Rung rung, String reason) {
        return new RungResult(rung, RungResult.State.NOT_TESTED, reason, List.of());
    }

    /**
     * Returns the result of a rung with these measures. Each must be above 0 with the full
     * confidence (intersection-union test, Berger 1982), so the lowest one decides.
     *
     * @param measures at least one
     */
    static RungResult of(Rung rung, List<RungMeasure> measures, double confidence) {
        RungMeasure lowest =
                measures.stream()
                        .min(Comparator.comparingDouble(measure -> measure.lowerBound(confidence)))
                        .orElseThrow();
        String reason =
                String.format(
                        Locale.ROOT,
                        "%s is %+.3f, at least %+.3f",
                        lowest.name(),
                        lowest.mean().estimate(),
                        lowest.lowerBound(confidence));
        return lowest.isAboveZero(confidence)
                ? new RungResult(rung, RungResult.State.REACHED, reason, measures)
                : new RungResult(
                        rung,
                        RungResult.State.NOT_REACHED,
                        reason + ", which is not above 0",
                        measures);
    }

    /**
     * Returns the result of a rung whose test is incomplete. A reached rung counts as not tested;
     * any other result stays.
     */
    static RungResult incomplete(RungResult result, String reason) {
        return result.state() == RungResult.State.REACHED
                ? new RungResult(
                        result.rung(), RungResult.State.NOT_TESTED, reason, result.measures())
                : result;
    }
}
