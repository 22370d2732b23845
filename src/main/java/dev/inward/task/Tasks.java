package dev.inward.task;

import dev.inward.InwardParameters;
import dev.inward.UnknownNameException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * All tasks of one folder. Each YAML file in the folder is one task.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class Tasks {

    private final Path folder;
    private final Map<String, Task> tasks = new TreeMap<>();
    private final Map<String, String> taskByPrompt = new HashMap<>();
    private final Map<String, Item> firstByQuestion = new HashMap<>();

    private Tasks(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads all {@code .yaml} files of a folder.
     *
     * @param folder the folder with the task files
     * @return the tasks
     * @throws IllegalArgumentException if the folder is missing, if a file is malformed, or if two
     *     tasks share a name or a prompt, or if variants of one question are in different parts of
     *     the split; the message says how to fix it
     */
    public static Tasks read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "There is no task folder at %s. Create it, or name its parent folder with -D"
                                    + InwardParameters.EVALS
                                    + "=.",
                            folder));
        }
        var tasks = new Tasks(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                Task task = new TaskReader(file).read();
                tasks.rejectSharedPrompts(task);
                tasks.rejectDividedQuestions(task);
                if (tasks.tasks.put(task.name(), task) != null) {
                    throw new IllegalArgumentException(
                            String.format(
                                    Locale.ROOT,
                                    "Two files in %s name their task '%s'. Rename the task in %s.",
                                    folder,
                                    task.name(),
                                    file));
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The task folder %s cannot be read. Check its permissions.",
                            folder),
                    e);
        }
        return tasks;
    }

    /**
     * Rejects a prompt that two tasks share. It could be a training item of one task and a held-out
     * item of the other.
     */
    private void rejectSharedPrompts(Task task) {
        for (Item item : task.items()) {
            String otherTask =
                    taskByPrompt.putIfAbsent(
                            TaskReader.normalised(item.objectLevelPrompt()), task.name());
            if (otherTask != null) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "The tasks '%s' and '%s' in %s share the prompt \"%s\". Remove it from one of them, because it could be a training item of one task and a held-out item of the other.",
                                otherTask,
                                task.name(),
                                folder,
                                item.objectLevelPrompt()));
            }
        }
    }

    /** A predictor that learned from one variant of a question could know the answer to another. */
    private void rejectDividedQuestions(Task task) {
        for (Item item : task.items()) {
            Item first = firstByQuestion.putIfAbsent(item.baseQuestion(), item);
            if (first != null && first.split() != item.split()) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "The base question '%s' in %s is in two parts of the split: \"%s\" of task '%s' is in %s, and \"%s\" of task '%s' is in %s. Put all variants of a question into one part.",
                                item.baseQuestion(),
                                folder,
                                first.objectLevelPrompt(),
                                first.task(),
                                first.split(),
                                item.objectLevelPrompt(),
                                item.task(),
                                item.split()));
            }
        }
    }

    /**
     * Returns the names of all tasks.
     *
     * @return the names, sorted
     */
    public List<String> names() {
        return List.copyOf(tasks.keySet());
    }

    /**
     * Returns all tasks.
     *
     * @return the tasks, sorted by name
     */
    public List<Task> all() {
        return List.copyOf(tasks.values());
    }

    /**
     * Returns the task with a given name.
     *
     * @param name the name
     * @return the task
     * @throws IllegalArgumentException if there is no such task; the message contains the nearest
     *     name
     */
    public Task named(String name) {
        Task task = tasks.get(name);
        if (task == null) {
            throw new UnknownNameException("task", name, " in " + folder, names());
        }
        return task;
    }
}
