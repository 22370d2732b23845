package dev.inward.study.run;

import dev.inward.property.BehavioralProperties;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.collection.NamedModel;
import dev.inward.study.training.TrainingTasks;
import dev.inward.task.Split;
import dev.inward.task.Task;
import dev.inward.task.Tasks;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Checks that models can call tools, if a task has some. The answers are not needed for that.
 *
 * @param tasks the tasks that predictors are finetuned on
 */
record ToolRequirements(Tasks tasks) {

    /**
     * Checks the models of a comparison: the target, the cross-predictor and its peers. If
     * predictors are finetuned, the models also answer the training items of other tasks.
     *
     * @param request the comparison
     * @param models gives the models by name
     * @throws IllegalArgumentException if the comparison is about tool calls and a task has no
     *     tools, or if a task has tools that one of the models cannot call
     */
    void require(ComparisonRequest request, Function<String, NamedModel> models) {
        requireTools(request);
        if (Stream.concat(tasks.all().stream(), request.tasks().stream())
                .noneMatch(Task::hasTools)) {
            return;
        }
        NamedModel target = models.apply(request.target());
        NamedModel predictor = models.apply(request.predictor());
        require(
                request.tasks(),
                Stream.concat(
                                Stream.of(target, predictor),
                                request.extraMeasurements().peers().stream().map(models))
                        .toList());
        if (target.isFinetunable() && predictor.isFinetunable()) {
            require(
                    TrainingTasks.of(tasks, request).keySet().stream()
                            .filter(task -> task.items(Split.TRAIN).findAny().isPresent())
                            .toList(),
                    List.of(target, predictor));
        }
    }

    /** Without tools every value would be that of no tool call. */
    private static void requireTools(ComparisonRequest request) {
        if (!request.property().name().equals(BehavioralProperties.CALLED_TOOL)) {
            return;
        }
        for (Task task : request.tasks()) {
            if (!task.hasTools() && task.origin().transcript() == null) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "the eval is about the property 'called_tool', but the task '%s' has no 'tools'. List the tools that the target can call, or name other tasks in the annotation",
                                task.name()));
            }
        }
    }

    private static void require(Collection<Task> tasks, List<NamedModel> models) {
        for (Task task : tasks) {
            for (NamedModel named : task.hasTools() ? models : List.<NamedModel>of()) {
                if (!named.model().canCallTools()) {
                    throw new IllegalArgumentException(
                            String.format(
                                    Locale.ROOT,
                                    "the task '%s' has tools, but the model '%s' cannot call them. A model of the provider openai, anthropic or gemini can, if its entry has no 'finetuning' and no 'tools' under 'body'. Name such a model, or remove the tools from the task",
                                    task.name(),
                                    named.name()));
                }
            }
        }
    }
}
