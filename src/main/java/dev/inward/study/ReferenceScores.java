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
 * The scores of the {@linkplain ReferencePredictor reference predictors} on one item.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param mode the most frequent value of the property among the target's answers to the task's
 *     training items, cleaned for comparison; empty if there is none
 * @param scores the score of each reference predictor, from 0 (wrong) to 1 (right); reference
 *     predictors without a prediction are absent; copied
 * @param missing the reference predictors whose prediction lacks an answer that did not arrive;
 *     copied
 * @param predictorsOwnValue the property of the cross-predictor's own answer to the item, cleaned
 *     for comparison; null if it is undefined or the answer is missing
 * @param repeated how much the target's repeated answers agree; null if the target answered once
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record ReferenceScores(
        String mode,
        Map<ReferencePredictor, Double> scores,
        Set<ReferencePredictor> missing,
        @Nullable String predictorsOwnValue,
        @Nullable RepeatedAnswers repeated) {

    /**
     * Copies the scores and the set of missing predictors.
     *
     * @param mode as in the record
     * @param scores as in the record
     * @param missing as in the record
     * @param predictorsOwnValue as in the record
     * @param repeated as in the record
     */
    public ReferenceScores {
        var copy = new EnumMap<ReferencePredictor, Double>(ReferencePredictor.class);
        copy.putAll(scores);
        scores = Collections.unmodifiableMap(copy);
        missing = Set.copyOf(missing);
    }

    /**
     * {@return the score of a reference predictor, from 0 to 1; empty if it has no prediction for
     * the item}
     *
     * @param predictor the reference predictor
     */
    public OptionalDouble score(ReferencePredictor predictor) {
        Double score = scores.get(predictor);
        return score == null ? OptionalDouble.empty() : OptionalDouble.of(score);
    }

    /**
     * {@return the property of the cross-predictor's own answer; empty if it is undefined or the
     * answer is missing}
     */
    public Optional<String> ownValue() {
        return Optional.ofNullable(predictorsOwnValue);
    }
}
