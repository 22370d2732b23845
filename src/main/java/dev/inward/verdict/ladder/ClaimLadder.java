package dev.inward.verdict.ladder;

import dev.inward.statistics.ClusteredMean;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * The results of all rungs of the claim ladder for one comparison. The rungs are tested
 * independently: a higher rung may be reached while a lower one is not.
 *
 * <p>No rung, and not all rungs together, shows that a model introspects. Answers through an API
 * cannot show that.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param results the result of each rung; copied, in the order of the rungs
 * @param confidence the confidence of the one-sided bounds that decide the rungs
 * @param ownTargetLeak the own-versus-target leak, −1 to 1: the accuracy of the cross-predictor's
 *     answers on its own behaviour minus their accuracy on the target's. Above 0, cross-prediction
 *     may be handicapped because the cross-predictor answers for itself. Null if its own behaviour
 *     is unknown
 * @param repeatability the non-determinism ceiling, 0 to 1: how often the target's repeated answers
 *     agree. No predictor can exceed it. Null if the target answered once
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record ClaimLadder(
        Map<Rung, RungResult> results,
        double confidence,
        @Nullable ClusteredMean ownTargetLeak,
        @Nullable ClusteredMean repeatability) {

    /**
     * Copies the results.
     *
     * @param results as in the record
     * @param confidence as in the record
     * @param ownTargetLeak as in the record
     * @param repeatability as in the record
     */
    public ClaimLadder {
        var copy = new EnumMap<Rung, RungResult>(Rung.class);
        copy.putAll(results);
        results = Collections.unmodifiableMap(copy);
    }

    /**
     * {@return the result of a rung; NOT_TESTED if no result is present}
     *
     * @param rung the rung
     */
    public RungResult result(Rung rung) {
        return results.getOrDefault(
                rung,
                new RungResult(
                        rung,
                        RungResult.State.NOT_TESTED,
                        "no measurement of this run tests it",
                        List.of()));
    }

    /** {@return the own-versus-target leak, −1 to 1; empty if it is unknown} */
    public Optional<ClusteredMean> leak() {
        return Optional.ofNullable(ownTargetLeak);
    }

    /** {@return the non-determinism ceiling, 0 to 1; empty if it is unknown} */
    public Optional<ClusteredMean> ceiling() {
        return Optional.ofNullable(repeatability);
    }
}
