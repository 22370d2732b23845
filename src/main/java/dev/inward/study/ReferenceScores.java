package dev.inward.study;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * What the predictions of one item are held against.
 *
 * @param mode the most frequent value of the property among the target's answers to this task's
 *     training items, cleaned for comparison; empty where there is none
 * @param scores how far each baseline is right, from 0 to 1; without those that say nothing; copied
 * @param missing baselines that may say nothing only because an answer did not come; copied
 * @param predictorsOwn the property of the cross-predictor's own answer to the item, cleaned for
 *     comparison; null where it has none or the answer is missing
 * @param repeatability how often one of the target's repeated answers has the property that most of
 *     the others have, from 0 to 1; null where the target answered once
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record ReferenceScores(
        String mode,
        Map<ReferencePredictor, Double> scores,
        Set<ReferencePredictor> missing,
        @Nullable String predictorsOwn,
        @Nullable Double repeatability) {

    /** Copies the scores. */
    public ReferenceScores {
        var copy = new EnumMap<ReferencePredictor, Double>(ReferencePredictor.class);
        copy.putAll(scores);
        scores = Collections.unmodifiableMap(copy);
        missing = Set.copyOf(missing);
    }

    /** {@return how far a baseline is right, from 0 to 1; nothing where it says nothing} */
    public OptionalDouble score(ReferencePredictor baseline) {
        Double score = scores.get(baseline);
        return score == null ? OptionalDouble.empty() : OptionalDouble.of(score);
    }

    /** {@return the property of the cross-predictor's own answer} */
    public Optional<String> own() {
        return Optional.ofNullable(predictorsOwn);
    }
}
