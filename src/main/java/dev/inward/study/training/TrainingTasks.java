package dev.inward.study.training;

import dev.inward.UnknownNameException;
import dev.inward.property.BehavioralProperty;
import dev.inward.study.ComparisonRequest;
import dev.inward.task.Task;
import dev.inward.task.Tasks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Chooses the tasks and properties that predictors are finetuned on. */
public final class TrainingTasks {

    private TrainingTasks() {}

    /**
     * Returns all tasks of the folder and of the request, with the properties that they list. Tasks
     * with a transcript are left out: no model is called for them. A task of the request also gets
     * the requested property, if it does not list it. A study can name other tasks and properties.
     */
    public static Map<Task, List<BehavioralProperty>> of(Tasks tasks, ComparisonRequest request) {
        Map<Task, List<BehavioralProperty>> scope = request.design().training().scope();
        if (scope != null) {
            return scope;
        }
        var propertiesOfTask = new LinkedHashMap<Task, List<BehavioralProperty>>();
        var all = new LinkedHashSet<Task>(tasks.all());
        all.addAll(request.tasks());
        for (Task task : all) {
            if (tasks.transcript(task.name()).isPresent()) {
                continue;
            }
            var properties = new ArrayList<BehavioralProperty>();
            task.properties().forEach(name -> properties.add(listed(tasks, task, name)));
            if (request.tasks().contains(task) && !properties.contains(request.property())) {
                properties.add(request.property());
            }
            propertiesOfTask.put(task, properties);
        }
        return propertiesOfTask;
    }

    private static BehavioralProperty listed(Tasks tasks, Task task, String name) {
        return tasks.property(name)
                .orElseThrow(
                        () ->
                                new UnknownNameException(
                                        "behavioral property",
                                        name,
                                        " among the properties, but the task '"
                                                + task.name()
                                                + "' lists it. Remove a property of an eval class from the task file",
                                        tasks.propertyNames()));
    }
}
