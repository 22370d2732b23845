package dev.inward.task;

import dev.inward.UnknownNameException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The tasks that can be named: one YAML file each in a folder.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class Tasks {

    private final Path folder;
    private final Map<String, Task> tasks = new TreeMap<>();
    private final Map<String, String> prompts = new HashMap<>();

    private Tasks(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads every {@code .yaml} file of a folder.
     *
     * @throws IllegalArgumentException when the folder is missing or a file malformed, naming the
     *     file, what is wrong with it and the mend
     */
    public static Tasks read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "there is no task folder at %s; make one, or name the folder above it with -Dinward.evals="
                            .formatted(folder));
        }
        var tasks = new Tasks(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                Task task = new TaskReader(file).read();
                tasks.refuseTwins(task);
                if (tasks.tasks.put(task.name(), task) != null) {
                    throw new IllegalArgumentException(
                            "two files in %s name their task '%s'; the second is %s"
                                    .formatted(folder, task.name(), file));
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the task folder %s cannot be listed".formatted(folder), e);
        }
        return tasks;
    }

    /**
     * A prompt in two tasks could be a training item of the one and a held-out item of the other.
     */
    private void refuseTwins(Task task) {
        for (Item item : task.items()) {
            String other =
                    prompts.putIfAbsent(
                            TaskReader.normalised(item.objectLevelPrompt()), task.name());
            if (other != null) {
                throw new IllegalArgumentException(
                        "the tasks '%s' and '%s' in %s both ask \"%s\", so that a training item could be a held-out one; drop it from one of them"
                                .formatted(other, task.name(), folder, item.objectLevelPrompt()));
            }
        }
    }

    /** Returns the names of all tasks, sorted. */
    public List<String> names() {
        return List.copyOf(tasks.keySet());
    }

    /** Returns all tasks, sorted by name. */
    public List<Task> all() {
        return List.copyOf(tasks.values());
    }

    /**
     * Returns the task of that name.
     *
     * @throws IllegalArgumentException when there is none; the message has the nearest name
     */
    public Task named(String name) {
        Task task = tasks.get(name);
        if (task == null) {
            throw new UnknownNameException("task", name, " in " + folder, names());
        }
        return task;
    }
}
