package dev.inward.study.training;

import dev.inward.UnknownNameException;
import dev.inward.property.BehavioralProperties;
import dev.inward.property.BehavioralProperty;
import dev.inward.study.ComparisonRequest;
import dev.inward.task.Task;
import dev.inward.task.Tasks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What predictors are taught: which properties of which tasks. */
public final class TrainingTasks {

    private TrainingTasks() {}

    /** All tasks with what they list, and the asked property where its tasks do not list it. */
    public static Map<Task, List<BehavioralProperty>> of(Tasks tasks, ComparisonRequest request) {
        var curriculum = new LinkedHashMap<Task, List<BehavioralProperty>>();
        for (Task task : tasks.all()) {
            var taught = new ArrayList<BehavioralProperty>();
            task.properties().forEach(name -> taught.add(listed(task, name)));
            if (request.tasks().contains(task) && !taught.contains(request.property())) {
                taught.add(request.property());
            }
            curriculum.put(task, taught);
        }
        return curriculum;
    }

    private static BehavioralProperty listed(Task task, String name) {
        return BehavioralProperties.find(name)
                .orElseThrow(
                        () ->
                                new UnknownNameException(
                                        "behavioral property",
                                        name,
                                        " that ships, but the task '"
                                                + task.name()
                                                + "' lists it; a property of an eval class is asked about without being listed",
                                        BehavioralProperties.names()));
    }
}
