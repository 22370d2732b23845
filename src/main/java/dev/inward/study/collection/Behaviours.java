package dev.inward.study.collection;

import dev.inward.study.Comparison;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.task.Task;
import java.util.List;
import java.util.Map;

/** What a target answered at object level, to training items and to those it is scored on. */
public record Behaviours(Map<Item, Answer> answers) {

    /** What is known of a peer that cannot be asked: another comparison says why. */
    public static final Behaviours NONE = new Behaviours(Map.of());

    public Answer of(Item item) {
        Answer answer = answers.get(item);
        if (answer == null) {
            throw new IllegalStateException(
                    "the target was not asked: " + item.objectLevelPrompt());
        }
        return answer;
    }

    /** The training items of a task that have an answer, in file order. */
    public List<Item> answeredTrainingItems(Task task) {
        return task.items(Split.TRAIN).filter(item -> !of(item).isMissing()).toList();
    }

    /** Whether so much is missing that nothing could be decided, whatever predictors say. */
    public boolean areTooFew() {
        List<Answer> training = toTrainingItems();
        long missing = training.stream().filter(Answer::isMissing).count();
        return missing > Comparison.MOST_MISSING * training.size();
    }

    /** Whether some of them are not known because nobody is asked. */
    public boolean arePlanned() {
        return answers.values().stream().anyMatch(Answer::isPlanned);
    }

    /** The answers to training items of all tasks, missing ones included. */
    public List<Answer> toTrainingItems() {
        return answers.entrySet().stream()
                .filter(entry -> entry.getKey().split() == Split.TRAIN)
                .map(Map.Entry::getValue)
                .toList();
    }
}
