package dev.inward.study;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * The models, data and prompts of a comparison. Two comparisons with equal hashes used the same
 * items and prompts, even if they were made at different times.
 *
 * <p>Instances are immutable and thread-safe. Only {@code judging} can be null.
 *
 * @param target the model whose behaviour was predicted
 * @param predictor the other model that predicted it
 * @param isOneModel whether target and predictor are known to be one model at one address, under
 *     two names; false for a copy of the target that a control makes
 * @param data SHA-256, in hexadecimal, over every item whose object-level prompt was sent to the
 *     target: task, split, object-level prompt and fields, in order. It includes the training items
 * @param prompts SHA-256, in hexadecimal, over the hypothetical prompts of the predicted items, in
 *     task and file order
 * @param finetuned the finetuned copies of both that made the predictions; empty without
 *     finetuning; copied
 * @param judging the judge models that computed the property; null if a function computes it
 * @param judgedTraining how judges computed the other properties that predictors were finetuned on,
 *     by name; empty if none did; copied
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Provenance(
        ModelProvenance target,
        ModelProvenance predictor,
        boolean isOneModel,
        String data,
        String prompts,
        List<ModelProvenance> finetuned,
        @Nullable Judging judging,
        SortedMap<String, Judging> judgedTraining) {

    /**
     * Copies the collections.
     *
     * @param target as in the record
     * @param predictor as in the record
     * @param isOneModel as in the record
     * @param data as in the record
     * @param prompts as in the record
     * @param finetuned as in the record
     * @param judging as in the record
     * @param judgedTraining as in the record
     */
    public Provenance {
        finetuned = List.copyOf(finetuned);
        judgedTraining = Collections.unmodifiableSortedMap(new TreeMap<>(judgedTraining));
    }

    /** {@return target, predictor, finetuned copies and judges, in this order} */
    public List<ModelProvenance> models() {
        return Stream.concat(
                        compared().stream(),
                        Stream.concat(Stream.ofNullable(judging), judgedTraining.values().stream())
                                .flatMap(by -> by.judges().stream()))
                .distinct()
                .toList();
    }

    /** {@return sentences about judges, without a full stop; empty if there are none} */
    List<String> notesOnJudges() {
        return Stream.concat(
                        Stream.ofNullable(judging).flatMap(by -> by.notes(compared()).stream()),
                        judgedTraining.entrySet().stream()
                                .flatMap(
                                        property ->
                                                property
                                                        .getValue()
                                                        .notesOnTraining(
                                                                property.getKey(), compared())
                                                        .stream()))
                .distinct()
                .toList();
    }

    /** {@return a sentence without a full stop, if one model has two names; otherwise nothing} */
    Optional<String> noteOnOneModel() {
        return isOneModel
                ? Optional.of(
                        String.format(
                                Locale.ROOT,
                                "'%s' and '%s' have the same provider, address and id in the models file, so they are one model, and self- and cross-prediction differ only by their settings",
                                target.name(),
                                predictor.name()))
                : Optional.empty();
    }

    private List<ModelProvenance> compared() {
        return Stream.concat(Stream.of(target, predictor), finetuned.stream()).toList();
    }
}
