package dev.inward.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.UnknownNameException;
import dev.inward.data.InvalidDataException;
import dev.inward.data.hub.HuggingFaceHub;
import dev.inward.model.Tool;
import dev.inward.property.ComplianceCheck;
import dev.inward.task.definition.VariantsReader;
import dev.inward.transcript.Transcript;
import dev.inward.transcript.mapping.TranscriptReader;
import dev.inward.transcript.source.InvalidTranscriptException;
import dev.inward.yaml.PlainScalars;
import dev.inward.yaml.YamlFormat;
import dev.inward.yaml.YamlSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads one task file. */
final class TaskReader {

    static final String SCHEMA = "/dev/inward/task/task.schema.json";

    private static final YamlFormat FORMAT = format(YamlSchema.ofResource(SCHEMA));

    private final Path file;
    private final Supplier<HuggingFaceHub> hub;
    private final YamlFormat format;
    private @Nullable Transcript transcript;

    /** Creates a reader of a task whose data stand beside it, as those of each task that ships. */
    TaskReader(Path file) {
        this(
                file,
                FORMAT,
                () -> {
                    throw new IllegalStateException(file + " names a data set of a hub");
                });
    }

    /**
     * Creates a reader.
     *
     * @param file the task file
     * @param format its format, see {@link #withProperties}
     * @param hub gives the Hugging Face hub, if the file names a data set
     */
    TaskReader(Path file, YamlFormat format, Supplier<HuggingFaceHub> hub) {
        this.file = file;
        this.format = format;
        this.hub = hub;
    }

    /** Returns a format whose files can also list the properties with some names. */
    static YamlFormat withProperties(Collection<String> names) {
        return names.isEmpty()
                ? FORMAT
                : format(
                        YamlSchema.ofResource(SCHEMA)
                                .withValues("/properties/properties/items", names));
    }

    private static YamlFormat format(YamlSchema schema) {
        return new YamlFormat("The task file", schema, new TaskNames(), PlainScalars.TEXTS);
    }

    Task read() {
        JsonNode written = format.read(file);
        @Nullable TranscriptReader answers = answers(written);
        JsonNode root =
                answers == null
                        ? written
                        : valid(() -> TranscriptDefaults.addTo(written, answers.transcript()));
        List<Tool> tools = valid(() -> ToolReader.read(root));
        Task.Prompts templates = valid(() -> new PromptsReader(root).read());
        String name = root.path("name").asText();
        List<String> properties = textList(root.path("properties"));
        @Nullable ItemData data =
                root.has("data") ? ItemData.read(root.path("data"), file, hub) : null;
        requirePrompts(properties, templates, data);
        List<ItemRow> rows = rows(root, data, answers);
        List<Item> items = valid(() -> new ItemsReader(root, templates, tools).read(rows));
        return inVariants(
                root,
                new Task(
                        name,
                        templates,
                        properties,
                        compliance(root),
                        items,
                        new TaskOrigin(
                                root.path("origin").asText(),
                                root.path("licence").asText(data == null ? null : data.licence()),
                                data == null ? List.of() : data.sources(),
                                transcript == null ? null : transcript.origin())));
    }

    /** The seed of a task file is fixed, so that its items are the same in every run. */
    private Task inVariants(JsonNode root, Task task) {
        if (!root.has("variants")) {
            return task;
        }
        if (transcript != null) {
            throw malformed(
                    "has 'variants' and a 'transcript'. The prompts of a transcript were asked already, so remove 'variants'.",
                    null);
        }
        return valid(() -> task.withVariants(VariantsReader.read(root.path("variants"), 0)));
    }

    /** Returns the answers of the task that was read, if they were collected elsewhere. */
    Optional<Transcript> transcript() {
        return Optional.ofNullable(transcript);
    }

    private List<String> compliance(JsonNode root) {
        List<String> groups = textList(root.path("compliance"));
        try {
            ComplianceCheck.of(groups);
            return groups;
        } catch (UnknownNameException e) {
            throw malformed("is invalid at 'compliance': " + e.getMessage(), e);
        }
    }

    private @Nullable TranscriptReader answers(JsonNode root) {
        if (!root.has("transcript")) {
            requireKeys(root);
            return null;
        }
        try {
            TranscriptReader answers =
                    TranscriptReader.read(
                            root.path("transcript"), file, TranscriptDefaults.hasItems(root));
            transcript = answers.transcript();
            return answers;
        } catch (InvalidTranscriptException | InvalidDataException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()), e);
        }
    }

    /** Only a task with a transcript does without these keys. */
    private void requireKeys(JsonNode root) {
        for (String key : List.of("prompts", "properties")) {
            if (!root.has(key)) {
                throw malformed("is invalid: it lacks the key '" + key + "'. Add it.", null);
            }
        }
    }

    private List<ItemRow> rows(
            JsonNode root, @Nullable ItemData data, @Nullable TranscriptReader answers) {
        var rows = new ArrayList<ItemRow>();
        JsonNode pairs = root.path("ordered-pairs");
        List<String> words = textList(pairs.path("of"));
        boolean distinct = pairs.path("distinct").asBoolean(false);
        for (String first : words) {
            for (String second : words) {
                if (!distinct || !first.equals(second)) {
                    var pair = new LinkedHashMap<String, String>();
                    pair.put("first", first);
                    pair.put("second", second);
                    rows.add(new ItemRow(pair));
                }
            }
        }
        for (JsonNode item : root.path("items")) {
            var itemFields = new LinkedHashMap<String, String>();
            item.properties().forEach(f -> itemFields.put(f.getKey(), f.getValue().asText()));
            rows.add(new ItemRow(itemFields));
        }
        if (data != null) {
            rows.addAll(data.rows());
        }
        if (answers != null) {
            answers.items().forEach(fields -> rows.add(new ItemRow(fields)));
        }
        if (rows.isEmpty()) {
            throw malformed(
                    "has no items. List them under 'items' or as 'ordered-pairs', or name a file under 'data' or 'transcript'.",
                    null);
        }
        return rows;
    }

    private void requirePrompts(
            List<String> properties, Task.Prompts prompts, @Nullable ItemData data) {
        if (data == null || prompts.hypothetical().field() == null) {
            return;
        }
        var given = new TreeSet<String>();
        data.rows().forEach(row -> given.addAll(row.hypotheticalPrompts().keySet()));
        for (String property : properties) {
            if (!given.isEmpty() && !given.contains(property)) {
                throw malformed(
                        String.format(
                                Locale.ROOT,
                                "has the property '%s', but its data have no hypothetical prompt about it. They have prompts about: %s",
                                property,
                                String.join(", ", given)),
                        null);
            }
        }
    }

    private static List<String> textList(JsonNode node) {
        var texts = new ArrayList<String>();
        node.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    /** Gives a problem of a part the name of the file. */
    private <T> T valid(Supplier<T> part) {
        try {
            return part.get();
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()), e);
        }
    }

    private IllegalArgumentException malformed(String problem, @Nullable Throwable cause) {
        return new IllegalArgumentException("The task file " + file + " " + problem, cause);
    }
}
