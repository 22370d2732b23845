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
 * What evidence allows one to say, rung by rung, and what has to be known to read it. Rungs are
 * tested each for itself: a higher one may be reached where a lower one is not.
 *
 * <p>No rung, and not all of them, shows that a model introspects: answers through an API cannot.
 *
 * @param standings the standing on every rung
 * @param confidence of the one-sided bounds that decide
 * @param ownTargetLeak how much better the cross-predictor foretells itself than the target it was
 *     asked about, −1 to 1: where this is above 0, cross-prediction may be handicapped by answering
 *     for itself; null where its own behaviour is not known
 * @param repeatability how often the target's repeated answers agree, 0 to 1: nobody can foretell
 *     more; null where it answered once
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record ClaimLadder(
        Map<Rung, RungResult> standings,
        double confidence,
        @Nullable ClusteredMean ownTargetLeak,
        @Nullable ClusteredMean repeatability) {

    /** Copies the standings, in the order of the rungs. */
    public ClaimLadder {
        var copy = new EnumMap<Rung, RungResult>(Rung.class);
        copy.putAll(standings);
        standings = Collections.unmodifiableMap(copy);
    }

    /** {@return how the evidence stands on a rung} */
    public RungResult on(Rung rung) {
        return standings.getOrDefault(
                rung, new RungResult(rung, RungResult.State.NOT_TESTED, "no measurement of this run tests it", List.of()));
    }

    /** {@return the own-versus-target leak, where it is known} */
    public Optional<ClusteredMean> leak() {
        return Optional.ofNullable(ownTargetLeak);
    }

    /** {@return the non-determinism ceiling, where it is known} */
    public Optional<ClusteredMean> ceiling() {
        return Optional.ofNullable(repeatability);
    }
}
