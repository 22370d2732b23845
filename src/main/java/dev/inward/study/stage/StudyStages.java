package dev.inward.study.stage;

import dev.inward.judge.PropertyValues;
import dev.inward.model.Prompt;
import dev.inward.property.BehavioralProperty;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.collection.ObservedBehaviours;
import dev.inward.study.training.LearnedSet;
import dev.inward.study.training.Predictors;
import dev.inward.task.Item;
import dev.inward.task.Task;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Hears of the stages of a comparison, in order. A stage at which the run should stop throws {@link
 * StoppedAfterStageException}.
 *
 * <p>Several threads may call the methods at the same time. Implementations must be thread-safe.
 */
public interface StudyStages {

    /** Does nothing. */
    StudyStages NONE = new StudyStages() {};

    /** Receives the object-level answers. */
    default void objectLevel(ComparisonRequest request, ObservedBehaviours observed) {}

    /**
     * Receives the values of the properties.
     *
     * @param properties the properties by task, those that are taught and the one that is predicted
     */
    default void properties(
            ComparisonRequest request,
            ObservedBehaviours observed,
            Map<Task, List<BehavioralProperty>> properties,
            PropertyValues values) {}

    /**
     * Receives the rows of finetuning.
     *
     * @param sets the rows with the models that learn them; empty without finetuning
     */
    default void finetuningSets(ComparisonRequest request, List<LearnedSet> sets) {}

    /**
     * Receives the predictors.
     *
     * @return completes when the next stage can begin
     */
    default CompletableFuture<Void> finetuned(ComparisonRequest request, Predictors predictors) {
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Receives the predictions.
     *
     * @param prompt returns the hypothetical prompt about an item
     */
    default void hypothetical(
            ComparisonRequest request, Comparison comparison, Function<Item, Prompt> prompt) {}

    /** Receives the scores. */
    default void scores(ComparisonRequest request, Comparison comparison) {}
}
