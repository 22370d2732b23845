package dev.inward.studies;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.InwardParameters;
import dev.inward.task.Item;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Split;
import dev.inward.task.Task;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * Which tasks of a study are scored, and which make rows.
 *
 * @param scored the names of the scored tasks
 * @param training the names of the tasks of the rows; the scored ones, if the file names none
 */
record StudySplit(StudyFile study, Set<String> scored, Set<String> training) {

    static StudySplit of(StudyFile study) {
        Set<String> scored = new LinkedHashSet<>(study.tasks());
        JsonNode named = study.training().path("tasks");
        return new StudySplit(
                study,
                scored,
                named.isMissingNode() ? scored : new LinkedHashSet<>(StudyFile.texts(named)));
    }

    /** Returns whether all items of a task are held out, because others make the rows. */
    boolean isWithheld(String task) {
        return study.isFinetuned() && !training.equals(scored) && !training.contains(task);
    }

    /**
     * Requires that a task that is scored has items in the part of the split that is scored.
     *
     * @throws IllegalArgumentException if it has none, because other tasks make the rows
     */
    void requireItems(List<Task> scoredTasks, ScoredSplit split) {
        for (Task task : scoredTasks) {
            if (isWithheld(task.name()) && !split.includes(Split.HELD_OUT)) {
                throw study.invalid(
                        String.format(
                                Locale.ROOT,
                                "scores the 'split' %s, but all items of the task '%s' are held out, since 'training.tasks' does not name it. Use held_out at 'split' and -D%s, or name the task at 'training.tasks'.",
                                split.displayName(),
                                task.name(),
                                InwardParameters.SPLIT),
                        null);
            }
        }
    }

    /** Returns a task with its items in the part of the split that the study gives them. */
    Task of(Task task) {
        if (!study.isFinetuned() || training.equals(scored)) {
            return task;
        }
        if (isWithheld(task.name())) {
            return task.withSplit(Split.HELD_OUT);
        }
        return scored.contains(task.name()) ? task : task.withSplit(Split.TRAIN);
    }

    /**
     * Requires that no base question is in training and held out.
     *
     * @param tasks returns a task of the study by its name
     */
    void rejectDividedQuestions(Function<String, Task> tasks) {
        var trained = new HashMap<String, String>();
        for (String name : training) {
            tasks.apply(name)
                    .items(Split.TRAIN)
                    .forEach(item -> trained.put(item.baseQuestion(), item.task()));
        }
        for (String name : scored) {
            for (Item item : tasks.apply(name).items()) {
                String other = trained.get(item.baseQuestion());
                if (item.split() != Split.TRAIN && other != null) {
                    throw study.invalid(
                            String.format(
                                    Locale.ROOT,
                                    "trains on the base question '%s' in the task '%s' and scores it in the task '%s'. Name both tasks in 'training.tasks', or only one of them.",
                                    item.baseQuestion(),
                                    other,
                                    name),
                            null);
                }
            }
        }
    }
}
