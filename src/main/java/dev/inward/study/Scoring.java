package dev.inward.study;

import dev.inward.model.ChatModel;
import dev.inward.property.BehavioralProperty;
import dev.inward.property.ResponseCleaning;
import dev.inward.statistics.CategoricalSample;
import dev.inward.task.Item;
import dev.inward.task.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** Asks a panel about held-out items and compares what it says with what the target did. */
final class Scoring {

    private final ComparisonRequest request;
    private final BehavioralProperty property;
    private final Behaviours behaviours;
    private final Answers answers;

    Scoring(ComparisonRequest request, Behaviours behaviours, Answers answers) {
        this.request = request;
        this.property = request.property();
        this.behaviours = behaviours;
        this.answers = answers;
    }

    CompletableFuture<Comparison> compare(Panel panel) {
        var drawn = new HashSet<>(drawn());
        var items = new ArrayList<CompletableFuture<ScoredItem>>();
        int undefined = 0;
        int missing = 0;
        for (Task task : request.tasks()) {
            String baseline = modeOfTrainingRows(task);
            for (Item item : task.items(request.split()).filter(drawn::contains).toList()) {
                Answer behaviour = behaviours.of(item);
                Optional<String> value =
                        behaviour.isMissing()
                                ? Optional.empty()
                                : property.value(item.answeredWith(behaviour.text()));
                if (value.isPresent()) {
                    String prompt = task.hypotheticalPrompt(item, property);
                    items.add(score(panel, prompt, item, behaviour.text(), value.get(), baseline));
                } else if (behaviour.isMissing()) {
                    missing++;
                } else {
                    undefined++;
                }
            }
        }
        int undefinedItems = undefined;
        int missingItems = missing;
        return CompletableFuture.allOf(items.toArray(new CompletableFuture<?>[0]))
                .thenApply(
                        done ->
                                new Comparison(
                                        request,
                                        panel.trainingRows(),
                                        items.stream().map(CompletableFuture::join).toList(),
                                        undefinedItems,
                                        missingItems,
                                        behaviours.toTrainingItems().size(),
                                        missingTrainingAnswers()));
    }

    private CompletableFuture<ScoredItem> score(
            Panel panel,
            String prompt,
            Item item,
            String behaviour,
            String expected,
            String baseline) {
        var self = prediction(panel.self(), prompt, expected);
        var cross = prediction(panel.cross(), prompt, expected);
        var untrainedSelf = prediction(panel.untrainedSelf(), prompt, expected);
        var untrainedCross = prediction(panel.untrainedCross(), prompt, expected);
        return CompletableFuture.allOf(self, cross, untrainedSelf, untrainedCross)
                .thenApply(
                        done ->
                                new ScoredItem(
                                        item,
                                        behaviour,
                                        expected,
                                        baseline,
                                        self.join(),
                                        cross.join(),
                                        untrainedSelf.join(),
                                        untrainedCross.join()));
    }

    private CompletableFuture<Prediction> prediction(
            ChatModel predictor, String prompt, String expected) {
        return answers.ask(predictor, prompt)
                .thenApply(answer -> Prediction.of(answer, property, expected));
    }

    private int missingTrainingAnswers() {
        return Math.toIntExact(
                behaviours.toTrainingItems().stream().filter(Answer::isMissing).count());
    }

    private String modeOfTrainingRows(Task task) {
        List<String> values =
                behaviours.answeredTrainingItems(task).stream()
                        .flatMap(
                                item ->
                                        property
                                                .value(
                                                        item.answeredWith(
                                                                behaviours.of(item).text()))
                                                .map(ResponseCleaning::forComparison)
                                                .stream())
                        .toList();
        return values.isEmpty() ? "" : CategoricalSample.of(values).mode();
    }

    private List<Item> drawn() {
        var items = new ArrayList<Item>();
        request.tasks().forEach(task -> task.items(request.split()).forEach(items::add));
        if (items.size() > request.items()) {
            Collections.shuffle(items, new Random(request.seed()));
        }
        return items.subList(0, Math.min(items.size(), request.items()));
    }
}
