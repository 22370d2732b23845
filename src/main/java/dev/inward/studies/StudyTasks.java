package dev.inward.studies;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.UnknownNameException;
import dev.inward.property.BehavioralProperty;
import dev.inward.study.design.RowContent;
import dev.inward.study.design.StudyDesign;
import dev.inward.study.design.TrainingDesign;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Task;
import dev.inward.task.Tasks;
import dev.inward.task.definition.VariantsReader;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The tasks of a study in their variants and wordings, and the rows that predictors learn from.
 *
 * <p>If the file names the tasks of the rows, all items of a scored task that is not among them are
 * held out. All items of a task that is not scored are for training. The paper does the same.
 */
public final class StudyTasks {

    private final StudyFile study;
    private final Tasks tasks;
    private final long seed;
    private final Map<String, Task> changed = new HashMap<>();
    private final List<BehavioralProperty> properties;
    private final StudySplit split;

    /**
     * Reads the tasks of a study.
     *
     * @param seed the seed of the run, which draws variants and wordings
     * @throws IllegalArgumentException if a task or property is unknown, or a base question would
     *     be in training and held out
     */
    public StudyTasks(StudyFile study, Tasks tasks, long seed) {
        this.study = study;
        this.tasks = tasks;
        this.seed = seed;
        properties = study.properties().stream().map(name -> property("properties", name)).toList();
        split = StudySplit.of(study);
        if (study.isFinetuned()) {
            rejectIgnoredKeys();
            split.rejectDividedQuestions(this::task);
        }
    }

    /** Returns the predicted properties in the order of the file. */
    public List<BehavioralProperty> properties() {
        return properties;
    }

    /** Returns the scored tasks that ask about a property. */
    public List<Task> scored(BehavioralProperty property) {
        List<Task> asking =
                split.scored().stream()
                        .map(this::task)
                        .filter(
                                task ->
                                        task.items().stream()
                                                .anyMatch(item -> task.asks(item, property)))
                        .toList();
        if (asking.isEmpty()) {
            throw study.invalid(
                    "has the property '"
                            + property.name()
                            + "', but no task of 'tasks' asks about it. Remove one of them.",
                    null);
        }
        return asking;
    }

    /**
     * Requires that there are items in the part of the split that is scored.
     *
     * @throws IllegalArgumentException if a task has none, because other tasks make the rows
     */
    public void requireItems(List<Task> scored, ScoredSplit part) {
        split.requireItems(scored, part);
    }

    /**
     * Returns the design of the comparisons with a predictor.
     *
     * @param rows the largest number of rows of a task and a property
     * @param models the targets and predictors of the study
     * @throws IllegalArgumentException if the examples or rows contradict each other
     */
    public StudyDesign design(StudyPredictor predictor, int rows, List<String> models) {
        return new StudyDesign(
                study.name(),
                study.question(),
                new TrainingDesign(
                        study.finetuning(),
                        study.isFinetuned() ? scope() : null,
                        rows,
                        study.rowContent(),
                        study.training().path("answers-of").asText(null),
                        predictor.trainedOn(),
                        study.rowFilter(models)),
                new FewShotReader(study, split, this::task).read(),
                study.hasChainOfThought(),
                study.measurements(),
                study.claims());
    }

    private Map<Task, List<BehavioralProperty>> scope() {
        JsonNode named = study.training().path("properties");
        List<BehavioralProperty> taught =
                named.isMissingNode()
                        ? properties
                        : StudyFile.texts(named).stream()
                                .map(name -> property("training.properties", name))
                                .toList();
        var scope = new LinkedHashMap<Task, List<BehavioralProperty>>();
        split.training().forEach(name -> scope.put(task(name), taught));
        return scope;
    }

    /**
     * @param key the key of the file that has the name
     */
    private BehavioralProperty property(String key, String name) {
        return tasks.property(name)
                .orElseThrow(
                        () ->
                                study.invalid(
                                        "is invalid at '"
                                                + key
                                                + "': "
                                                + UnknownNameException.message(
                                                        "behavioral property",
                                                        name,
                                                        "",
                                                        tasks.propertyNames()),
                                        null));
    }

    /** Returns a task as this study uses it. */
    private Task task(String name) {
        return changed.computeIfAbsent(
                name,
                key -> {
                    Task task = inWordings(split.of(named(name)));
                    JsonNode variants = study.root().path("variants");
                    try {
                        return variants.isMissingNode()
                                ? task
                                : task.withVariants(VariantsReader.read(variants, seed));
                    } catch (IllegalArgumentException e) {
                        throw study.invalid(
                                String.format(
                                        Locale.ROOT,
                                        "does not fit the task '%s', which %s",
                                        name,
                                        e.getMessage()),
                                e);
                    }
                });
    }

    private Task named(String name) {
        try {
            Task task = tasks.named(name);
            if (task.origin().transcript() != null) {
                throw new IllegalArgumentException(
                        "The answers of the task '"
                                + name
                                + "' come from a transcript. A study asks models itself, so name another task.");
            }
            return task;
        } catch (UnknownNameException e) {
            throw study.invalid("names a task: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw study.invalid("is invalid: " + e.getMessage(), e);
        }
    }

    private Task inWordings(Task task) {
        return switch (study.root().path("wordings").asText("")) {
            case "all" ->
                    task.withAllWordings(
                            properties.stream()
                                    .mapToInt(it -> task.prompts().allWordings(it).size())
                                    .max()
                                    .orElse(1));
            case "one" -> task.withDrawnWordings(seed);
            case "first" -> task.withAllWordings(1);
            default -> task;
        };
    }

    /** A key that has no effect would make the study another one than its file says. */
    private void rejectIgnoredKeys() {
        RowContent content = study.rowContent();
        for (String key : content.ignoredKeys()) {
            if (study.training().has(key)) {
                throw study.invalid(
                        String.format(
                                Locale.ROOT,
                                "is invalid at 'training': '%s' has no effect on rows of the content '%s'. Remove one of them.",
                                key,
                                content.key()),
                        null);
            }
        }
    }
}
