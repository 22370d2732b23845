package dev.inward.study.scoring;

import dev.inward.judge.PropertyValues;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.collection.AnswerCollector;
import dev.inward.study.collection.CollectedAnswer;
import dev.inward.study.training.Predictors;
import dev.inward.study.training.TargetSimulator;
import dev.inward.task.Item;
import dev.inward.task.Task;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Collects the answers that the cross-predictor gives in the target's place.
 *
 * @param values the values of the property, which judges may have to read from the answer
 */
record SimulatedAnswers(
        ComparisonRequest request,
        Predictors predictors,
        AnswerCollector answers,
        PropertyValues values) {

    /** Returns the answer to the object-level prompt of an item; null if no model simulates. */
    CompletableFuture<@Nullable CollectedAnswer> of(Task task, Item item) {
        TargetSimulator simulator = predictors.simulator();
        if (simulator == null) {
            return CompletableFuture.completedFuture(null);
        }
        return answers.requestOptional(
                        simulator.model(),
                        AnswerCollector.OBJECT_LEVEL,
                        simulator.isPrompted()
                                ? task.simulationPrompt(item, request.target())
                                : item.prompt())
                .thenCompose(
                        answer ->
                                values.whenKnown(
                                        request.property(),
                                        item,
                                        answer,
                                        predictors.untrainedCross().model()))
                .thenApply(answer -> answer);
    }
}
