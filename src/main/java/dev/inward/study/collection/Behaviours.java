package dev.inward.study.collection;

import dev.inward.study.Comparison;
import dev.inward.study.TrainingAnswers;
import dev.inward.task.Item;
import dev.inward.task.Task;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The object-level answers of one model.
 *
 * @param answers the answers by item, in the order of the requests
 * @param training the items that predictors may learn from; none of them is scored; copied
 */
public record Behaviours(Map<Item, CollectedAnswer> answers, Set<Item> training) {

    /**
     * The behaviours of a peer whose calls failed. The comparison with that peer reports the
     * failure.
     */
    public static final Behaviours NONE = new Behaviours(Map.of());

    /** Copies the set of training items. */
    public Behaviours {
        training = Set.copyOf(training);
    }

    /** Creates the answers of a model that no predictor learns from. */
    public Behaviours(Map<Item, CollectedAnswer> answers) {
        this(answers, Set.of());
    }

    /**
     * Waits for the answers of one model.
     *
     * @param pending the future answers by item, in the order of the requests
     * @param training the items that predictors may learn from
     */
    public static CompletableFuture<Behaviours> whenAllKnown(
            Map<Item, CompletableFuture<CollectedAnswer>> pending, Set<Item> training) {
        return CompletableFuture.allOf(pending.values().toArray(new CompletableFuture<?>[0]))
                .thenApply(
                        done -> {
                            var answers = new LinkedHashMap<Item, CollectedAnswer>();
                            pending.forEach((item, answer) -> answers.put(item, answer.join()));
                            return new Behaviours(answers, training);
                        });
    }

    public CollectedAnswer of(Item item) {
        CollectedAnswer answer = answers.get(item);
        if (answer == null) {
            throw new IllegalStateException(
                    "no answer to this object-level prompt was requested: "
                            + item.objectLevelPrompt());
        }
        return answer;
    }

    /**
     * Returns the training items of a task that predictors learn from: their answers are there and
     * keep the compliance rules of the task. They are in file order.
     */
    public List<Item> usableTrainingItems(Task task) {
        return answeredTrainingItems(task).stream()
                .filter(item -> task.isCompliant(of(item).text()))
                .toList();
    }

    /**
     * Counts the answers to the training items of tasks, and those that break the compliance rules
     * of their task.
     *
     * @param model the name of the model that gave the answers
     */
    public TrainingAnswers trainingAnswers(String model, Collection<Task> tasks) {
        int answered = 0;
        int usable = 0;
        for (Task task : tasks) {
            answered += answeredTrainingItems(task).size();
            usable += usableTrainingItems(task).size();
        }
        return new TrainingAnswers(model, answered, answered - usable);
    }

    /** Returns the training items of a task that have an answer, in file order. */
    public List<Item> answeredTrainingItems(Task task) {
        return task.items().stream()
                .filter(training::contains)
                .filter(item -> !of(item).isMissing())
                .toList();
    }

    /** Returns whether so many training answers are missing that no claim can be decided. */
    public boolean isInsufficient() {
        List<CollectedAnswer> learnedFrom = trainingAnswers();
        long missing = learnedFrom.stream().filter(CollectedAnswer::isMissing).count();
        return missing > Comparison.MAX_MISSING_SHARE * learnedFrom.size();
    }

    /** Returns whether so many answers of any kind are missing that no claim can be decided. */
    public boolean lacksTooMany() {
        long missing = answers.values().stream().filter(CollectedAnswer::isMissing).count();
        return isInsufficient() || missing > Comparison.MAX_MISSING_SHARE * answers.size();
    }

    /** Returns whether some answers are unknown because the study is only planned. */
    public boolean isPlanned() {
        return answers.values().stream().anyMatch(CollectedAnswer::isPlanned);
    }

    /** Returns the answers to the training items of all tasks, including missing ones. */
    public List<CollectedAnswer> trainingAnswers() {
        return answers.entrySet().stream()
                .filter(entry -> training.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
