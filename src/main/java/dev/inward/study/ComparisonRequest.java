package dev.inward.study;

import dev.inward.property.BehavioralProperty;
import dev.inward.study.design.StudyDesign;
import dev.inward.task.Item;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A request for one comparison. It determines the items and prompts of the comparison completely.
 *
 * <p>Instances are immutable and thread-safe. No component is null.
 *
 * @param property the behavioral property that is predicted
 * @param target the name of the model whose behaviour is predicted
 * @param predictor the name of the other model that predicts it; not the target
 * @param tasks the tasks whose items are predicted; at least one; copied
 * @param split the items that are predicted. Only predictors that are not finetuned can be scored
 *     on {@link ScoredSplit#ALL} items
 * @param items the maximum number of items, at least 1; if there are more, the seed draws them
 * @param seed the seed that draws the items and orders the rows of finetuning
 * @param labels the labels that predictors are finetuned on
 * @param extraMeasurements the measurements beside the two predictions
 * @param stopping the time at which the comparison has enough items
 * @param design what predictors learn from, and how they are asked
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record ComparisonRequest(
        BehavioralProperty property,
        String target,
        String predictor,
        List<Task> tasks,
        ScoredSplit split,
        int items,
        long seed,
        TrainingLabels labels,
        ExtraMeasurements extraMeasurements,
        StoppingRule stopping,
        StudyDesign design) {

    /**
     * Copies the tasks.
     *
     * @param property as in the record
     * @param target as in the record
     * @param predictor as in the record
     * @param tasks as in the record
     * @param split as in the record
     * @param items as in the record
     * @param seed as in the record
     * @param labels as in the record
     * @param extraMeasurements as in the record
     * @param stopping as in the record
     * @param design as in the record
     * @throws IllegalArgumentException if target and predictor are the same, the number of items is
     *     below 1, or there is no task
     */
    public ComparisonRequest {
        tasks = List.copyOf(tasks);
        if (target.equals(predictor)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "'%s' is both target and predictor. Self-prediction is always measured; name another model as the predictor.",
                            target));
        }
        if (items < 1) {
            throw new IllegalArgumentException(
                    "a comparison needs at least 1 item, got "
                            + items
                            + ". Omit the number to use all items.");
        }
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "there is no task for the property '%s'. Put a task file into the task folder.",
                            property.name()));
        }
    }

    /**
     * Creates a request without a study file.
     *
     * @param property as in the record
     * @param target as in the record
     * @param predictor as in the record
     * @param tasks as in the record
     * @param split as in the record
     * @param items as in the record
     * @param seed as in the record
     * @param labels as in the record
     * @param extraMeasurements as in the record
     * @param stopping as in the record
     */
    public ComparisonRequest(
            BehavioralProperty property,
            String target,
            String predictor,
            List<Task> tasks,
            ScoredSplit split,
            int items,
            long seed,
            TrainingLabels labels,
            ExtraMeasurements extraMeasurements,
            StoppingRule stopping) {
        this(
                property,
                target,
                predictor,
                tasks,
                split,
                items,
                seed,
                labels,
                extraMeasurements,
                stopping,
                StudyDesign.NONE);
    }

    /**
     * Returns the items that are predicted, at most {@link #items} of them. The same request always
     * returns the same items in the same order.
     *
     * @return the items in task and file order; in random order if the seed draws some of them or
     *     the comparison may stop early; unmodifiable
     */
    public List<Item> drawnItems() {
        var drawn = new ArrayList<Item>();
        for (Task task : tasks) {
            task.items(split).filter(item -> task.asks(item, property)).forEach(drawn::add);
        }
        if (drawn.size() > items || stopping == StoppingRule.WHEN_DECIDED) {
            Collections.shuffle(drawn, new Random(seed));
        }
        return List.copyOf(drawn.subList(0, Math.min(drawn.size(), items)));
    }

    /**
     * {@return the task of an item; empty if it is no task of this request}
     *
     * @param item an item
     */
    public Optional<Task> taskOf(Item item) {
        return tasks.stream().filter(task -> task.name().equals(item.task())).findFirst();
    }

    /**
     * {@return the predicted items of one task, in file order; unmodifiable}
     *
     * @param task a task of this request
     */
    public List<Item> predictedItems(Task task) {
        var drawn = new HashSet<>(drawnItems());
        return task.items(split).filter(drawn::contains).toList();
    }

    /**
     * Returns the number of variants that would be scored, if no variant of another base question
     * had the same prompt.
     *
     * @return the number over all tasks
     */
    public int leftOutVariants() {
        return Math.toIntExact(
                tasks.stream()
                        .flatMap(
                                task ->
                                        task.leftOut().stream()
                                                .filter(item -> split.includes(item.split()))
                                                .filter(item -> task.asks(item, property)))
                        .count());
    }

    /**
     * Returns the models whose answers to training items are needed, beside those of the target:
     * examples, rows, a filter or a measurement depend on them.
     *
     * @return their names, sorted; unmodifiable
     */
    public SortedSet<String> teachers() {
        var teachers = new TreeSet<String>();
        Stream.of(
                        design.training().answersOf(),
                        design.training().crossTrainedOn(),
                        design.fewShot() == null ? null : design.fewShot().model())
                .filter(Objects::nonNull)
                .forEach(teachers::add);
        teachers.addAll(design.training().filter().divergentModels());
        design.measurements().forEach(it -> teachers.addAll(it.teachers()));
        teachers.remove(target);
        return Collections.unmodifiableSortedSet(teachers);
    }

    /**
     * {@return the name of the comparison as reports show it: {@code atlas, predicted by borealis}}
     */
    public String displayName() {
        return target + ", predicted by " + predictorName();
    }

    /**
     * {@return the name of the cross-predictor as reports show it} One model can learn from the
     * answers of several, and then each is a predictor of its own: {@code borealis trained on
     * cygnus}. So is one that learns from a limited number of rows: {@code borealis, 50 rows}.
     */
    public String predictorName() {
        String trainedOn = design.training().crossTrainedOn();
        return (trainedOn == null ? predictor : predictor + " trained on " + trainedOn)
                + design.training().rowsLabel();
    }

    /**
     * {@return whether another request is the same, apart perhaps from the number of finetuning
     * rows}
     *
     * @param other the other request
     */
    public boolean differsAtMostInRows(ComparisonRequest other) {
        return withRows(1).equals(other.withRows(1));
    }

    private ComparisonRequest withRows(int rowsPerCell) {
        return new ComparisonRequest(
                property,
                target,
                predictor,
                tasks,
                split,
                items,
                seed,
                labels,
                extraMeasurements,
                stopping,
                design.withTraining(design.training().withRows(rowsPerCell)));
    }
}
