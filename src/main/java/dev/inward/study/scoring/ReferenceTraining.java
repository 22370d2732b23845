package dev.inward.study.scoring;

import dev.inward.classifier.LabelledPrompt;
import dev.inward.classifier.PromptClassifier;
import dev.inward.statistics.CategoricalSample;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ReferencePredictor;
import dev.inward.study.StoppingRule;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.task.Task;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the reference predictors learn from. It never includes the item that they predict.
 *
 * <p>A task with training items is learned from these. A task without them, because it is held out
 * as a whole or all its items are scored, is divided into {@value #FOLDS} parts by base question;
 * an item is predicted from the other parts. A comparison that may stop early has no such parts:
 * they would change with each step.
 */
final class ReferenceTraining {

    private static final int FOLDS = 5;
    private static final int ALL = -1;

    /** The rows of a task, all of them or without those of one part. */
    private record RowsKey(String task, int withoutFold) {}

    /**
     * What is known from some rows.
     *
     * @param values the values of the property; empty if there are no rows
     * @param classifiers the classifiers that are trained on the rows
     */
    record Rows(
            Optional<CategoricalSample> values,
            Map<ReferencePredictor, PromptClassifier> classifiers) {

        private static final Rows NONE = new Rows(Optional.empty(), Map.of());
    }

    private final ComparisonRequest request;
    private final ClassifierTrainer classifiers;
    private final Map<RowsKey, Rows> rows = new HashMap<>();

    /**
     * Trains the reference predictors.
     *
     * @param training returns the items of a task that predictors learn from
     * @param drawn the items that are predicted
     * @param value returns the value of the property of the target's answer; empty if the answer is
     *     missing or has no value
     */
    ReferenceTraining(
            ComparisonRequest request,
            Function<Task, List<Item>> training,
            List<Item> drawn,
            Function<Item, Optional<String>> value,
            ClassifierTrainer classifiers) {
        this.request = request;
        this.classifiers = classifiers;
        for (Task task : request.tasks()) {
            List<Item> learned = training.apply(task);
            if (!learned.isEmpty()) {
                rows.put(new RowsKey(task.name(), ALL), trained(learned, value));
            } else if (request.stopping() == StoppingRule.AT_THE_END) {
                List<Item> predicted =
                        drawn.stream().filter(item -> item.task().equals(task.name())).toList();
                for (int fold = 0; fold < FOLDS; fold++) {
                    rows.put(
                            new RowsKey(task.name(), fold),
                            trained(without(fold, predicted), value));
                }
            }
        }
    }

    private static List<Item> without(int fold, List<Item> items) {
        return items.stream().filter(item -> fold(item) != fold).toList();
    }

    private static int fold(Item item) {
        return Split.fold(item.baseQuestion(), FOLDS);
    }

    private Rows trained(List<Item> items, Function<Item, Optional<String>> value) {
        var labelled = new ArrayList<LabelledPrompt>();
        for (Item item : items) {
            value.apply(item)
                    .ifPresent(
                            text ->
                                    labelled.add(
                                            new LabelledPrompt(item.objectLevelPrompt(), text)));
        }
        if (labelled.isEmpty()) {
            return Rows.NONE;
        }
        var trained = new EnumMap<ReferencePredictor, PromptClassifier>(ReferencePredictor.class);
        for (ReferencePredictor reference : ReferencePredictor.values()) {
            if (request.extraMeasurements().classifiers() && reference.isInputOnly()) {
                classifiers
                        .trained(reference, labelled, request.seed())
                        .ifPresent(classifier -> trained.put(reference, classifier));
            }
        }
        return new Rows(
                Optional.of(
                        CategoricalSample.of(
                                labelled.stream().map(LabelledPrompt::label).toList())),
                trained);
    }

    /** Returns what is known about an item from others. */
    Rows rowsFor(Item item) {
        @Nullable Rows ofTask = rows.get(new RowsKey(item.task(), ALL));
        return ofTask == null
                ? rows.getOrDefault(new RowsKey(item.task(), fold(item)), Rows.NONE)
                : ofTask;
    }
}
