package dev.inward.study;

import dev.inward.property.BehavioralProperty;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.task.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Asks for one comparison.
 *
 * @param property what is predicted
 * @param target the model whose behaviour is predicted
 * @param predictor the other model that predicts it
 * @param tasks where the property is asked about
 * @param split the items that are predicted: {@link Split#HELD_OUT} for results, {@link
 *     Split#DEVELOPMENT} while settings are chosen
 * @param items items to use at the most, drawn with the seed
 * @param seed decides which items are drawn and the order of training batches
 * @param labels what predictors are finetuned on
 * @param probes what is asked beside it
 * @param stopping when it has enough items
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record ComparisonRequest(
        BehavioralProperty property,
        String target,
        String predictor,
        List<Task> tasks,
        Split split,
        int items,
        long seed,
        Labels labels,
        ExtraMeasurements probes,
        Stopping stopping) {

    /**
     * Copies the tasks.
     *
     * @throws IllegalArgumentException when target and predictor are one, no item is asked for, or
     *     there is no task
     */
    public ComparisonRequest {
        tasks = List.copyOf(tasks);
        if (target.equals(predictor)) {
            throw new IllegalArgumentException(
                    "'%s' is both target and predictor; self-prediction is always measured, so name another predictor"
                            .formatted(target));
        }
        if (split == Split.TRAIN) {
            throw new IllegalArgumentException(
                    "predictors are finetuned on the training items, so that nothing is measured on them; take held_out or development");
        }
        if (items < 1) {
            throw new IllegalArgumentException(
                    "a comparison needs at least 1 item, got "
                            + items
                            + "; leave the number out to use all");
        }
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no task to ask about the property '%s'; put a task file into the task folder"
                            .formatted(property.name()));
        }
    }

    /**
     * {@return the items that are predicted, at most {@link #items} of them, as the seed draws; in
     * random order where all are not needed or may not be}
     */
    public List<Item> drawnItems() {
        var drawn = new ArrayList<Item>();
        tasks.forEach(task -> task.items(split).forEach(drawn::add));
        if (drawn.size() > items || stopping == Stopping.WHEN_DECIDED) {
            Collections.shuffle(drawn, new Random(seed));
        }
        return List.copyOf(drawn.subList(0, Math.min(drawn.size(), items)));
    }

    /** {@return the items of one task that are predicted, in file order} */
    public List<Item> predictedItems(Task task) {
        var drawn = new HashSet<>(drawnItems());
        return task.items(split).filter(drawn::contains).toList();
    }

    /** Names the comparison as its eval does: {@code atlas, predicted by borealis}. */
    public String displayName() {
        return target + ", predicted by " + predictor;
    }
}
