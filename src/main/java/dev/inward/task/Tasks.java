package dev.inward.task;

import dev.inward.InwardParameters;
import dev.inward.UnknownNameException;
import dev.inward.data.hub.HuggingFaceHub;
import dev.inward.property.BehavioralProperties;
import dev.inward.property.BehavioralProperty;
import dev.inward.property.definition.OwnProperties;
import dev.inward.transcript.Transcript;
import dev.inward.yaml.YamlFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * All tasks of one folder, and the tasks that ship. Each YAML file in the folder is one task. A
 * task that ships has a name that begins with {@code inward/}, and it is read when it is named.
 *
 * <p>This class is thread-safe. The tasks of the folder do not change.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class Tasks {

    private final Path folder;
    private final Map<String, Task> tasks = new TreeMap<>();
    private final Map<String, Task> shipped = new HashMap<>();
    private final Map<String, Transcript> transcripts = new TreeMap<>();
    private final Map<String, String> taskByPrompt = new HashMap<>();
    private final Map<String, Item> firstByQuestion = new HashMap<>();

    private final Map<String, BehavioralProperty> properties;

    private Tasks(Path folder) {
        this.folder = folder;
        properties = OwnProperties.of(folder.resolveSibling("properties.yaml"));
    }

    /**
     * Reads all {@code .yaml} files of a folder. Data sets of the Hugging Face hub are kept in the
     * default of {@link InwardParameters#HOME}.
     *
     * @param folder the folder with the task files
     * @return the tasks
     * @throws IllegalArgumentException as {@link #read(Path, Path, Map)}
     */
    public static Tasks read(Path folder) {
        Map<String, String> environment = System.getenv();
        String home = environment.get(InwardParameters.HOME_VARIABLE);
        return read(
                folder,
                home == null
                        ? Path.of(System.getProperty("user.home"), ".cache", "inward")
                        : Path.of(home),
                environment);
    }

    /**
     * Reads all {@code .yaml} files of a folder, and the file {@code properties.yaml} beside it.
     *
     * @param folder the folder with the task files; if it is missing, there are only the tasks that
     *     ship
     * @param home the folder that keeps downloaded data sets
     * @param environment the environment variables: the address of the hub and its access token
     * @return the tasks
     * @throws IllegalArgumentException if a file is malformed, or if two tasks share a name or a
     *     prompt. Also if a name begins with {@code inward/}, or if variants of one question are in
     *     different parts of the split. The message says how to fix it
     */
    public static Tasks read(Path folder, Path home, Map<String, String> environment) {
        var tasks = new Tasks(folder);
        if (!Files.isDirectory(folder)) {
            return tasks;
        }
        YamlFormat format = TaskReader.withProperties(tasks.properties.keySet());
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                var reader =
                        new TaskReader(file, format, () -> HuggingFaceHub.of(home, environment));
                Task task = reader.read();
                rejectReservedName(task.name(), file);
                reader.transcript().ifPresent(t -> tasks.transcripts.put(task.name(), t));
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

    private static void rejectReservedName(String name, Path file) {
        if (name.startsWith(ShippedTasks.PREFIX)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The task file %s has the name '%s'. Only tasks that ship have names that begin with '%s'. Choose another name.",
                            file,
                            name,
                            ShippedTasks.PREFIX));
        }
    }

    /**
     * Rejects a prompt that two tasks share. It could be a training item of one task and a held-out
     * item of the other.
     */
    private void rejectSharedPrompts(Task task) {
        for (Item item : task.items()) {
            String otherTask =
                    taskByPrompt.putIfAbsent(
                            PromptText.normalised(item.objectLevelPrompt()), task.name());
            if (otherTask != null && !otherTask.equals(task.name())) {
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
     * Returns the answers of a task that were collected elsewhere.
     *
     * @param task the name of a task
     * @return its answers; empty if models are called for it
     */
    public Optional<Transcript> transcript(String task) {
        return Optional.ofNullable(transcripts.get(task));
    }

    /** {@return whether the answers of some task were collected elsewhere} */
    public boolean haveTranscripts() {
        return !transcripts.isEmpty();
    }

    /**
     * Looks up a property by its name.
     *
     * @param name a name in snake case
     * @return the property that ships, that {@code properties.yaml} defines or that a {@link
     *     dev.inward.property.PropertyProvider} has, or nothing
     */
    public Optional<BehavioralProperty> property(String name) {
        return BehavioralProperties.find(name).or(() -> Optional.ofNullable(properties.get(name)));
    }

    /**
     * Returns the names of all properties that a task file can list.
     *
     * @return the names of those that ship, then those of the project
     */
    public List<String> propertyNames() {
        return Stream.concat(BehavioralProperties.names().stream(), properties.keySet().stream())
                .toList();
    }

    /**
     * Returns the names of the tasks of the folder.
     *
     * @return the names, sorted
     */
    public List<String> names() {
        return List.copyOf(tasks.keySet());
    }

    /**
     * Returns the names of the tasks that ship.
     *
     * @return the names, sorted; each begins with {@code inward/}
     */
    public static List<String> shippedNames() {
        return ShippedTasks.names();
    }

    /**
     * Returns the tasks of the folder.
     *
     * @return the tasks, sorted by name; empty if the folder is missing
     */
    public List<Task> all() {
        return List.copyOf(tasks.values());
    }

    /**
     * Returns the task with a given name.
     *
     * @param name the name of a task of the folder, or of one that ships
     * @return the task
     * @throws IllegalArgumentException if there is no such task; the message contains the nearest
     *     name. Also if a task that ships shares a prompt with another task
     */
    public Task named(String name) {
        if (name.startsWith(ShippedTasks.PREFIX)) {
            return shipped(name);
        }
        Task task = tasks.get(name);
        if (task == null) {
            List<String> known =
                    Stream.concat(names().stream(), ShippedTasks.names().stream()).toList();
            throw new UnknownNameException("task", name, " in " + folder, known);
        }
        return task;
    }

    private synchronized Task shipped(String name) {
        Task known = shipped.get(name);
        if (known != null) {
            return known;
        }
        Task task = ShippedTasks.named(name);
        rejectSharedPrompts(task);
        rejectDividedQuestions(task);
        shipped.put(name, task);
        return task;
    }
}
