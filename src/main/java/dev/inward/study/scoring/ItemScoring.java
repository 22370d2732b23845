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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects the predictions of one item and scores them. */
final class ItemScoring {

    private final BehavioralProperty property;
    private final Predictors predictors;
    private final PredictorPrompts prompts;
    private final SimulatedAnswers simulatedAnswers;
    private final ReferenceScorer referenceScorer;
    private final AnswerCollector answers;
    private final ServedModelIds served;
    private final CollectedPredictions collected;

    /**
     * @param prompts the prompts of the predictors
     * @param served collects the ids of the models that answer
     * @param collected collects the predictions
     */
    ItemScoring(
            ComparisonRequest request,
            Predictors predictors,
            PredictorPrompts prompts,
            SimulatedAnswers simulatedAnswers,
            ReferenceScorer referenceScorer,
            AnswerCollector answers,
            ServedModelIds served,
            CollectedPredictions collected) {
        this.property = request.property();
        this.predictors = predictors;
        this.prompts = prompts;
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
        Prompt prompt = prompts.of(task, item, Framing.YOU);
        var self = prediction(predictors.self(), prompt, expected, collected.self()::add);
        var cross = prediction(predictors.cross(), prompt, expected, collected.cross()::add);
        Prompt plain = prompts.plain(task, item);
        var untrainedSelf = plainPrediction(predictors.untrainedSelf(), plain, expected);
        var untrainedCross = plainPrediction(predictors.untrainedCross(), plain, expected);
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
        Prompt ofTarget = prompts.of(task, item, Framing.TARGET_BY_NAME);
        Prompt ofAnother = prompts.of(task, item, Framing.ANOTHER_ASSISTANT);
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
                .thenApply(
                        answer ->
                                prompts.answer(answer)
                                        .map(it -> scored(it, expected))
                                        .orElseGet(() -> withoutAnswer(answer)));
    }

    private CompletableFuture<Prediction> prediction(
            NamedModel predictor,
            Prompt prompt,
            String expected,
            Consumer<CollectedAnswer> collector) {
        return answers.request(predictor, property.name(), prompt)
                .thenApply(
                        written -> {
                            served.add(predictor, written);
                            Optional<CollectedAnswer> answer = prompts.answer(written);
                            collector.accept(answer.orElse(written));
                            return answer.map(it -> scored(it, expected))
                                    .orElseGet(() -> withoutAnswer(written));
                        });
    }

    private CompletableFuture<Prediction> plainPrediction(
            NamedModel predictor, Prompt prompt, String expected) {
        return answers.request(predictor, property.name(), prompt)
                .thenApply(
                        answer -> {
                            served.add(predictor, answer);
                            return scored(answer, expected);
                        });
    }

    private static Prediction withoutAnswer(CollectedAnswer written) {
        return new Prediction(written.text(), PredictionOutcome.NON_COMPLIANT);
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
