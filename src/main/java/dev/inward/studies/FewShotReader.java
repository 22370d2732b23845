package dev.inward.studies;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.study.design.FewShot;
import dev.inward.task.Split;
import dev.inward.task.Task;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the examples before hypothetical prompts.
 *
 * @param tasks returns a task of the study by its name
 */
record FewShotReader(StudyFile study, StudySplit split, Function<String, Task> tasks) {

    /**
     * Reads the examples.
     *
     * @return null if there are none
     * @throws IllegalArgumentException if keys contradict each other, or no item can be an example
     */
    @Nullable FewShot read() {
        JsonNode json = study.root().path("few-shot");
        if (json.isMissingNode()) {
            return null;
        }
        String values = json.path("values").asText("own");
        String model = json.path("model").asText(null);
        String task = json.path("task").asText(null);
        if (values.equals("other-model") != (model != null)) {
            throw study.invalid(
                    "is invalid at 'few-shot': 'values: other-model' and 'model' belong together. Give both or neither.",
                    null);
        }
        if (task != null && !values.equals("own")) {
            throw study.invalid(
                    "is invalid at 'few-shot': the examples of another task have the target's own values. Remove 'task' or 'values'.",
                    null);
        }
        requireExamples(task);
        FewShot.Mode mode =
                task != null
                        ? FewShot.Mode.OTHER_TASK
                        : switch (values) {
                            case "scrambled" -> FewShot.Mode.SCRAMBLED;
                            case "other-model" -> FewShot.Mode.OTHER_MODEL;
                            default -> FewShot.Mode.TRUE;
                        };
        return new FewShot(
                json.path("shots").asInt(), mode, model, task == null ? null : tasks.apply(task));
    }

    /**
     * Examples are about training items.
     *
     * @param from the task of the examples; null for that of the item
     */
    private void requireExamples(@Nullable String from) {
        for (String name : from == null ? split.scored() : Set.of(from)) {
            if (tasks.apply(name).items(Split.TRAIN).findAny().isEmpty()) {
                throw study.invalid(
                        String.format(
                                Locale.ROOT,
                                "is invalid at '%s': examples are about training items, but %s. Name %s at 'few-shot.task'.",
                                from == null ? "few-shot" : "few-shot.task",
                                split.isWithheld(name)
                                        ? "all items of the task '"
                                                + name
                                                + "' are held out, since 'training.tasks' does not name it"
                                        : "the task '" + name + "' has none",
                                split.isWithheld(name)
                                        ? "the task at 'training.tasks', or another one"
                                        : "a task with training items"),
                        null);
            }
        }
    }
}
