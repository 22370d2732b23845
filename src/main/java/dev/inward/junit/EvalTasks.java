package dev.inward.junit;

import dev.inward.IntrospectionEval;
import dev.inward.InwardParameters;
import dev.inward.UnknownNameException;
import dev.inward.model.registry.ModelRegistry;
import dev.inward.property.BehavioralProperty;
import dev.inward.task.Task;
import dev.inward.task.Tasks;
import dev.inward.transcript.Transcript;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Chooses the tasks of a comparison. The answers of one comparison come either from models or from
 * transcripts.
 */
final class EvalTasks {

    private final ModelRegistry models;
    private final Tasks tasks;
    private final Path evals;

    /**
     * @param evals the folder that has the folder of the task files
     */
    EvalTasks(ModelRegistry models, Tasks tasks, Path evals) {
        this.models = models;
        this.tasks = tasks;
        this.evals = evals;
    }

    /** Returns the property of an eval. */
    BehavioralProperty propertyOf(EvalMethod eval) {
        return eval.property(tasks);
    }

    /** Returns the models with answers in some transcript, sorted. */
    SortedSet<String> transcribedModels() {
        return names(Transcript::models);
    }

    /** Returns the models with object-level answers in some transcript, sorted. */
    SortedSet<String> transcribedTargets() {
        return names(Transcript::targets);
    }

    private SortedSet<String> names(Function<Transcript, SortedSet<String>> models) {
        var names = new TreeSet<String>();
        tasks.all()
                .forEach(
                        task -> tasks.transcript(task.name()).map(models).ifPresent(names::addAll));
        return names;
    }

    /**
     * Requires that a model is known: from the models file, by its address, or from a transcript.
     *
     * @throws UnknownNameException if it is not
     */
    void requireKnown(String model) {
        SortedSet<String> transcribed = transcribedModels();
        if (transcribed.contains(withoutPrefix(model))) {
            return;
        }
        try {
            models.specification(model);
        } catch (UnknownNameException e) {
            if (transcribed.isEmpty()) {
                throw e;
            }
            transcribed.addAll(models.names());
            throw new UnknownNameException(
                    "model", model, " in the models file or a transcript", transcribed);
        }
    }

    /** Returns whether the answers of a task come from a transcript. */
    boolean isTranscribed(Task task) {
        return tasks.transcript(task.name()).isPresent();
    }

    /**
     * Returns the tasks of a comparison.
     *
     * @throws IllegalArgumentException if some tasks have a transcript and others do not, or a
     *     transcript lacks a model or the property
     */
    List<Task> of(
            IntrospectionEval annotation,
            BehavioralProperty property,
            String target,
            String predictor) {
        if (annotation.tasks().length > 0) {
            List<Task> named = Stream.of(annotation.tasks()).map(tasks::named).toList();
            named.forEach(task -> requirePrompts(task, property));
            named.forEach(task -> requireAnswers(task, property, target, predictor));
            return oneKind(named, target, predictor);
        }
        requireTaskFile();
        List<Task> listing =
                tasks.all().stream()
                        .filter(task -> task.properties().contains(property.name()))
                        .toList();
        List<Task> candidates =
                listing.isEmpty()
                        ? tasks.all().stream().filter(task -> hasPrompts(task, property)).toList()
                        : listing;
        List<Task> usable =
                candidates.stream()
                        .filter(
                                task ->
                                        isTranscribed(task)
                                                ? hasAnswers(task, target, predictor)
                                                : isCallable(target) && isCallable(predictor))
                        .toList();
        List<Task> chosen = usable.isEmpty() ? candidates : usable;
        chosen.forEach(task -> requireAnswers(task, property, target, predictor));
        return oneKind(chosen, target, predictor);
    }

    private void requireTaskFile() {
        if (tasks.all().isEmpty()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "there is no task file in %s; write one, name its parent folder with -D"
                                    + InwardParameters.EVALS
                                    + "=, or name tasks that ship in the annotation, such as tasks = \"inward/animals\"",
                            evals.resolve("tasks")));
        }
    }

    private static void requirePrompts(Task task, BehavioralProperty property) {
        if (!hasPrompts(task, property)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The data of the task '%s' have no hypothetical prompt about the property '%s'. They have prompts about: %s",
                            task.name(),
                            property.name(),
                            String.join(", ", task.properties())));
        }
    }

    private static boolean hasPrompts(Task task, BehavioralProperty property) {
        return task.items().stream().anyMatch(item -> task.asks(item, property));
    }

    private boolean isCallable(String model) {
        try {
            models.specification(model);
            return true;
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }

    private boolean hasAnswers(Task task, String target, String predictor) {
        SortedSet<String> answered =
                tasks.transcript(task.name()).map(Transcript::models).orElseThrow();
        return answered.contains(target) && answered.contains(withoutPrefix(predictor));
    }

    private void requireAnswers(
            Task task, BehavioralProperty property, String target, String predictor) {
        tasks.transcript(task.name())
                .ifPresent(
                        transcript -> {
                            String name = property.name();
                            if (!transcript.properties().contains(name)) {
                                throw new IllegalArgumentException(
                                        UnknownNameException.message(
                                                "hypothetical answer about",
                                                name,
                                                " in "
                                                        + transcript
                                                        + " of task '"
                                                        + task.name()
                                                        + "'",
                                                transcript.properties()));
                            }
                            requireModel("object-level answer", target, task, transcript.targets());
                            for (String model : List.of(target, withoutPrefix(predictor))) {
                                requireModel(
                                        "hypothetical answer about " + name,
                                        model,
                                        task,
                                        transcript.predictors(name));
                            }
                        });
    }

    private static void requireModel(
            String what, String model, Task task, SortedSet<String> answered) {
        if (!answered.contains(model)) {
            throw new IllegalArgumentException(
                    UnknownNameException.message(
                            what + " of",
                            model,
                            " in the transcript of task '" + task.name() + "'",
                            answered));
        }
    }

    private List<Task> oneKind(List<Task> chosen, String target, String predictor) {
        List<String> transcribed =
                chosen.stream().filter(this::isTranscribed).map(Task::name).toList();
        if (!transcribed.isEmpty() && transcribed.size() < chosen.size()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the answers of '%s' and '%s' come from a transcript in %s, but from models in the other tasks. Name tasks of one kind in the annotation: tasks = \"%s\"",
                            target,
                            predictor,
                            String.join(", ", transcribed),
                            transcribed.get(0)));
        }
        if (chosen.stream().map(EvalTasks::protocol).distinct().count() > 1) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the transcripts of %s have different protocols. Name tasks of one protocol in the annotation: tasks = \"%s\"",
                            String.join(", ", transcribed),
                            transcribed.get(0)));
        }
        return chosen;
    }

    private static String protocol(Task task) {
        var transcript = task.origin().transcript();
        return transcript == null ? "" : transcript.protocol();
    }

    private static String withoutPrefix(String model) {
        return model.startsWith(ModelRegistry.COPY_PREFIX)
                ? model.substring(ModelRegistry.COPY_PREFIX.length())
                : model;
    }
}
