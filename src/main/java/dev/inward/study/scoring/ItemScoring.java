package dev.inward.study.scoring;

import dev.inward.model.Prompt;
import dev.inward.property.AnswerFormat;
import dev.inward.property.BehavioralProperty;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.Framings;
import dev.inward.study.Prediction;
import dev.inward.study.PredictionOutcome;
import dev.inward.study.ScoredItem;
import dev.inward.study.collection.AnswerCollector;
import dev.inward.study.collection.CollectedAnswer;
import dev.inward.study.collection.NamedModel;
import dev.inward.study.collection.ServedModelIds;
import dev.inward.study.training.Predictors;
import dev.inward.task.Framing;
import dev.inward.task.Item;
import dev.inward.task.Task;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects the predictions of one item and scores them. */
final class ItemScoring {

    private final ComparisonRequest request;
    private final BehavioralProperty property;
    private final Predictors predictors;
    private final SimulatedAnswers simulatedAnswers;
    private final ReferenceScorer referenceScorer;
    private final AnswerCollector answers;
    private final ServedModelIds served;
    private final CollectedPredictions collected;

    /**
     * @param served collects the ids of the models that answer
     * @param collected collects the predictions
     */
    ItemScoring(
            ComparisonRequest request,
            Predictors predictors,
            SimulatedAnswers simulatedAnswers,
            ReferenceScorer referenceScorer,
            AnswerCollector answers,
            ServedModelIds served,
            CollectedPredictions collected) {
        this.request = request;
        this.property = request.property();
        this.predictors = predictors;
        this.simulatedAnswers = simulatedAnswers;
        this.referenceScorer = referenceScorer;
        this.answers = answers;
        this.served = served;
        this.collected = collected;
    }

    /**
     * @param behaviour the target's object-level answer
     * @param expected the property of that answer
     */
    CompletableFuture<ScoredItem> score(Task task, Item item, String behaviour, String expected) {
        Prompt prompt = task.hypotheticalPrompt(item, property);
        var self = prediction(predictors.self(), prompt, expected, collected.self()::add);
        var cross = prediction(predictors.cross(), prompt, expected, collected.cross()::add);
        var untrainedSelf = prediction(predictors.untrainedSelf(), prompt, expected, answer -> {});
        var untrainedCross =
                prediction(predictors.untrainedCross(), prompt, expected, answer -> {});
        CompletableFuture<@Nullable CollectedAnswer> simulated = simulatedAnswers.of(task, item);
        CompletableFuture<@Nullable Framings> framings =
                predictors.whyNotFramed().isEmpty()
                        ? framings(task, item, expected)
                        : CompletableFuture.completedFuture(null);
        return CompletableFuture.allOf(
                        self, cross, untrainedSelf, untrainedCross, simulated, framings)
                .thenApply(
                        done ->
                                new ScoredItem(
                                        item,
                                        behaviour,
                                        expected,
                                        self.join(),
                                        cross.join(),
                                        untrainedSelf.join(),
                                        untrainedCross.join(),
                                        referenceScorer.of(item, expected, simulated.join()),
                                        framings.join()));
    }

    private CompletableFuture<@Nullable Framings> framings(Task task, Item item, String expected) {
        Prompt ofTarget =
                task.hypotheticalPrompt(item, property, Framing.TARGET_BY_NAME, request.target());
        Prompt ofAnother =
                task.hypotheticalPrompt(
                        item, property, Framing.ANOTHER_ASSISTANT, request.target());
        var selfOfTarget = framedPrediction(predictors.self(), ofTarget, expected);
        var crossOfTarget = framedPrediction(predictors.cross(), ofTarget, expected);
        return framedPrediction(predictors.self(), ofAnother, expected)
                .thenCombine(selfOfTarget, List::of)
                .thenCombine(
                        crossOfTarget,
                        (self, cross) -> new Framings(self.get(1), cross, self.get(0)));
    }

    private CompletableFuture<Prediction> framedPrediction(
            NamedModel predictor, Prompt prompt, String expected) {
        return answers.requestOptional(predictor, property.name(), prompt)
                .thenApply(answer -> scored(answer, expected));
    }

    private CompletableFuture<Prediction> prediction(
            NamedModel predictor,
            Prompt prompt,
            String expected,
            Consumer<CollectedAnswer> collector) {
        return answers.request(predictor, property.name(), prompt)
                .thenApply(
                        answer -> {
                            collector.accept(answer);
                            served.add(predictor, answer);
                            return scored(answer, expected);
                        });
    }

    private Prediction scored(CollectedAnswer answer, String expected) {
        if (answer.isMissing()) {
            return new Prediction(answer.text(), PredictionOutcome.MISSING);
        }
        AnswerFormat format = property.answerFormat();
        if (!format.accepts(answer.text())) {
            return new Prediction(answer.text(), PredictionOutcome.NON_COMPLIANT);
        }
        boolean isRight = format.comparable(answer.text()).equals(format.comparable(expected));
        return new Prediction(
                answer.text(), isRight ? PredictionOutcome.RIGHT : PredictionOutcome.WRONG);
    }
}
