package dev.inward.study.scoring;

import dev.inward.property.BehavioralProperty;
import dev.inward.property.ResponseCleaning;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.Framings;
import dev.inward.study.Outcome;
import dev.inward.study.Prediction;
import dev.inward.study.ScoredItem;
import dev.inward.study.collection.Answer;
import dev.inward.study.collection.AnswerCollector;
import dev.inward.study.collection.NamedModel;
import dev.inward.study.collection.ServedModels;
import dev.inward.study.training.Predictors;
import dev.inward.study.training.Simulator;
import dev.inward.task.Framing;
import dev.inward.task.Item;
import dev.inward.task.Task;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Asks a panel about one item, and scores what it says. */
final class ItemScoring {

    private final ComparisonRequest request;
    private final BehavioralProperty property;
    private final Predictors panel;
    private final ReferenceScorer yardsticks;
    private final AnswerCollector answers;
    private final ServedModels served;

    /**
     * @param served is told who answered
     */
    ItemScoring(
            ComparisonRequest request,
            Predictors panel,
            ReferenceScorer yardsticks,
            AnswerCollector answers,
            ServedModels served) {
        this.request = request;
        this.property = request.property();
        this.panel = panel;
        this.yardsticks = yardsticks;
        this.answers = answers;
        this.served = served;
    }

    /**
     * @param behaviour what the target did
     * @param expected the property of it
     */
    CompletableFuture<ScoredItem> score(Task task, Item item, String behaviour, String expected) {
        String prompt = task.hypotheticalPrompt(item, property);
        var self = prediction(panel.self(), prompt, expected);
        var cross = prediction(panel.cross(), prompt, expected);
        var untrainedSelf = prediction(panel.untrainedSelf(), prompt, expected);
        var untrainedCross = prediction(panel.untrainedCross(), prompt, expected);
        CompletableFuture<@Nullable Answer> simulated =
                panel.simulator() == null
                        ? CompletableFuture.completedFuture(null)
                        : simulated(panel.simulator(), task, item);
        CompletableFuture<@Nullable Framings> framings =
                panel.whyNotFramed().isEmpty()
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
                                        yardsticks.of(item, expected, simulated.join()),
                                        framings.join()));
    }

    private CompletableFuture<@Nullable Answer> simulated(
            Simulator simulator, Task task, Item item) {
        return answers.probe(
                        simulator.respondent(),
                        AnswerCollector.OBJECT_LEVEL,
                        simulator.isTold()
                                ? task.promptAsTarget(item, request.target())
                                : item.objectLevelPrompt())
                .thenApply(answer -> answer);
    }

    private CompletableFuture<@Nullable Framings> framings(Task task, Item item, String expected) {
        String ofTarget =
                task.hypotheticalPrompt(item, property, Framing.TARGET_BY_NAME, request.target());
        String ofAnother =
                task.hypotheticalPrompt(
                        item, property, Framing.ANOTHER_ASSISTANT, request.target());
        var selfOfTarget = ofSomebodyElse(panel.self(), ofTarget, expected);
        var crossOfTarget = ofSomebodyElse(panel.cross(), ofTarget, expected);
        return ofSomebodyElse(panel.self(), ofAnother, expected)
                .thenCombine(selfOfTarget, List::of)
                .thenCombine(
                        crossOfTarget,
                        (self, cross) -> new Framings(self.get(1), cross, self.get(0)));
    }

    private CompletableFuture<Prediction> ofSomebodyElse(
            NamedModel predictor, String prompt, String expected) {
        return answers.probe(predictor, property.name(), prompt)
                .thenApply(answer -> scored(answer, expected));
    }

    private CompletableFuture<Prediction> prediction(
            NamedModel asked, String prompt, String expected) {
        return answers.ask(asked, property.name(), prompt)
                .thenApply(
                        answer -> {
                            served.note(asked, answer);
                            return scored(answer, expected);
                        });
    }

    private Prediction scored(Answer answer, String expected) {
        if (answer.isMissing()) {
            return new Prediction(answer.text(), Outcome.MISSING);
        }
        if (!property.answerFormat().accepts(answer.text())) {
            return new Prediction(answer.text(), Outcome.NON_COMPLIANT);
        }
        boolean right =
                ResponseCleaning.forComparison(answer.text())
                        .equals(ResponseCleaning.forComparison(expected));
        return new Prediction(answer.text(), right ? Outcome.RIGHT : Outcome.WRONG);
    }
}
