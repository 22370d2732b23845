package dev.inward.study;

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
import java.util.stream.Stream;

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
        var items = new ArrayList<CompletableFuture<ScoredItem>>();
        var planned = new ArrayList<CompletableFuture<?>>();
        var drawn = new HashSet<>(drawn());
        int undefined = 0;
        for (Task task : request.tasks()) {
            String baseline = modeOfTrainingRows(task);
            for (Item item : task.items(request.split()).filter(drawn::contains).toList()) {
                String prompt = task.hypotheticalPrompt(item, property);
                Answer behaviour = behaviours.of(item);
                if (behaviour.isPlanned()) {
                    planned.add(score(panel, prompt, item, "", "", baseline));
                } else if (!behaviour.isMissing()) {
                    Optional<String> value = property.value(item.answeredWith(behaviour.text()));
                    if (value.isPresent()) {
                        items.add(
                                score(
                                        panel,
                                        prompt,
                                        item,
                                        behaviour.text(),
                                        value.get(),
                                        baseline));
                    } else {
                        undefined++;
                    }
                }
            }
        }
        int undefinedItems = undefined;
        planned.addAll(items);
        return CompletableFuture.allOf(planned.toArray(new CompletableFuture<?>[0]))
                .thenApply(
                        done ->
                                comparison(
                                        panel.trainingRows(),
                                        items.stream().map(CompletableFuture::join).toList(),
                                        undefinedItems));
    }

    /** The comparison that is left where too few behaviours are known to ask predictors at all. */
    Comparison undecided() {
        return comparison(0, List.of(), 0);
    }

    private Comparison comparison(int trainingRows, List<ScoredItem> items, int undefined) {
        List<Answer> missing =
                drawn().stream().map(behaviours::of).filter(Answer::isMissing).toList();
        List<Answer> missingTraining =
                behaviours.toTrainingItems().stream().filter(Answer::isMissing).toList();
        return new Comparison(
                request,
                trainingRows,
                items,
                undefined,
                missing.size(),
                behaviours.toTrainingItems().size(),
                missingTraining.size(),
                Stream.concat(missing.stream(), missingTraining.stream())
                        .map(Answer::text)
                        .findFirst()
                        .orElse(""));
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
            Respondent predictor, String prompt, String expected) {
        return answers.ask(predictor, property.name(), prompt)
                .thenApply(answer -> Prediction.of(answer, property, expected));
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
