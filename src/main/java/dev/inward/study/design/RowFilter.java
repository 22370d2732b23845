package dev.inward.study.design;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Which training items make finetuning rows.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param minFirstTokenProbability the lowest probability of the first token of the answer, 0 to 1;
 *     0 for any, also an unknown one
 * @param maxFirstTokenProbability the highest probability of the first token of the answer, 0 to 1;
 *     1 for any, also an unknown one
 * @param divergentModels the models of the study, all of which must differ in the property of their
 *     answers to the item; empty if they need not; copied
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record RowFilter(
        double minFirstTokenProbability,
        double maxFirstTokenProbability,
        List<String> divergentModels) {

    /** Every training item makes rows. */
    public static final RowFilter NONE = new RowFilter(0, 1, List.of());

    /**
     * Creates a filter.
     *
     * @param minFirstTokenProbability as in the record
     * @param maxFirstTokenProbability as in the record
     * @param divergentModels as in the record
     * @throws IllegalArgumentException if the probabilities do not satisfy 0 ≤ min ≤ max ≤ 1
     */
    public RowFilter {
        divergentModels = List.copyOf(divergentModels);
        if (!(minFirstTokenProbability >= 0
                && minFirstTokenProbability <= maxFirstTokenProbability
                && maxFirstTokenProbability <= 1)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the probability of the first token must be from 0 to 1, and its minimum at most its maximum; got %s to %s",
                            minFirstTokenProbability,
                            maxFirstTokenProbability));
        }
    }

    /** {@return whether only items pass on which all models of the study differ} */
    public boolean isDivergentOnly() {
        return !divergentModels.isEmpty();
    }

    /** {@return whether the filter needs the probability of the first token} */
    public boolean needsProbabilities() {
        return minFirstTokenProbability > 0 || maxFirstTokenProbability < 1;
    }

    /** {@return the filter in words; empty if it lets every item through} */
    Optional<String> description() {
        var words = new ArrayList<String>();
        if (needsProbabilities()) {
            words.add(
                    String.format(
                            Locale.ROOT,
                            "first token of probability %s to %s",
                            minFirstTokenProbability,
                            maxFirstTokenProbability));
        }
        if (isDivergentOnly()) {
            words.add("only items on which all models differ");
        }
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", words));
    }
}
