package dev.inward.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.UnknownNameException;
import dev.inward.data.InvalidDataException;
import dev.inward.data.hub.HuggingFaceHub;
import dev.inward.model.Prompt;
import dev.inward.model.Tool;
import dev.inward.property.ComplianceCheck;
import dev.inward.transcript.Transcript;
import dev.inward.transcript.mapping.TranscriptReader;
import dev.inward.transcript.source.InvalidTranscriptException;
import dev.inward.yaml.PlainScalars;
import dev.inward.yaml.YamlFormat;
import dev.inward.yaml.YamlSchema;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        JsonNode root = answers == null ? written : withDefaults(written, answers.transcript());
        List<Tool> tools = tools(root);
        Task.Prompts templates = prompts(root);
        String name = root.path("name").asText();
        List<String> properties = textList(root.path("properties"));
        @Nullable ItemData data =
                root.has("data") ? ItemData.read(root.path("data"), file, hub) : null;
        requirePrompts(properties, templates, data);
        return new Task(
                name,
                templates,
                properties,
                compliance(root),
                items(root, templates, tools, rows(root, data, answers)),
                new TaskOrigin(
                        root.path("origin").asText(),
                        root.path("licence").asText(data == null ? null : data.licence()),
                        data == null ? List.of() : data.sources(),
                        transcript == null ? null : transcript.origin()));
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

    private JsonNode withDefaults(JsonNode root, Transcript answers) {
        try {
            return TranscriptDefaults.addTo(root, answers);
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()), e);
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

    /**
     * Creates the items. Two prompts that differ only in case, white space or Unicode form are
     * rejected.
     */
    private List<Item> items(
            JsonNode root, Task.Prompts prompts, List<Tool> tools, List<ItemRow> rows) {
        String task = root.path("name").asText();
        SplitRule rule = splitRule(root);
        var items = new ArrayList<Item>();
        var seen = new HashMap<String, Integer>();
        Set<String> needed = PromptsReader.fields(prompts, !tools.isEmpty());
        for (ItemRow row : rows) {
            Map<String, String> itemFields = row.fields();
            requireFields(itemFields, needed);
            Prompt message = prompt(prompts.objectLevel(), itemFields).withTools(tools);
            String prompt = message.text();
            Integer first = seen.putIfAbsent(normalised(prompt), items.size());
            if (first != null) {
                throw malformed(
                        String.format(
                                Locale.ROOT,
                                "has two items with the same prompt: item %d, \"%s\", and item %d, \"%s\". Remove one, because one could be a training item and the other a held-out item.",
                                first + 1,
                                items.get(first).prompt().text(),
                                items.size() + 1,
                                prompt),
                        null);
            }
            String question = baseQuestion(root, itemFields, prompt);
            items.add(
                    new Item(
                            task,
                            itemFields,
                            message,
                            hypotheticalPrompts(root, prompts.hypothetical(), row),
                            question,
                            split(rule, itemFields, question)));
        }
        return items;
    }

    private List<Tool> tools(JsonNode root) {
        try {
            return ToolReader.read(root);
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()), e);
        }
    }

    private Task.Prompts prompts(JsonNode root) {
        try {
            return new PromptsReader(root).read();
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()), e);
        }
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

    private SplitRule splitRule(JsonNode root) {
        try {
            return SplitRule.of(root);
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()), e);
        }
    }

    private Split split(SplitRule rule, Map<String, String> fields, String baseQuestion) {
        try {
            return rule.split(fields, baseQuestion);
        } catch (IllegalArgumentException e) {
            throw malformed("has an item that " + e.getMessage(), e);
        }
    }

    /** The name of the set keeps apart the questions of two tasks that number them alike. */
    private String baseQuestion(JsonNode root, Map<String, String> fields, String prompt) {
        JsonNode baseQuestion = root.path("base-question");
        if (baseQuestion.isMissingNode()) {
            return prompt;
        }
        String field = baseQuestion.path("field").asText();
        String id = fields.get(field);
        if (id == null) {
            throw malformed(
                    "has an item without the field '"
                            + field
                            + "', which identifies its base question: "
                            + fields,
                    null);
        }
        return baseQuestion.path("set").asText(root.path("name").asText()) + ": " + id;
    }

    /**
     * Returns the hypothetical prompts that the data have, by property; empty if they have none.
     */
    private Map<String, Prompt> hypotheticalPrompts(
            JsonNode root, PromptTemplate template, ItemRow row) {
        if (template.field() == null) {
            return Map.of();
        }
        if (!row.hypotheticalPrompts().isEmpty()) {
            var prompts = new HashMap<String, Prompt>();
            row.hypotheticalPrompts()
                    .forEach(
                            (property, json) ->
                                    prompts.put(
                                            property,
                                            prompt(template, Map.of(template.field(), json))));
            return prompts;
        }
        return Map.of(root.at("/properties/0").asText(), prompt(template, row.fields()));
    }

    private Prompt prompt(PromptTemplate template, Map<String, String> fields) {
        try {
            return template.fill(fields);
        } catch (IllegalArgumentException e) {
            throw unfit(e);
        }
    }

    private void requireFields(Map<String, String> fields, Set<String> needed) {
        for (String name : needed) {
            if (!fields.containsKey(name)) {
                throw malformed(
                        "has a prompt that does not fit an item: "
                                + Placeholders.unknown("{" + name + "}", name, fields.keySet())
                                        .getMessage()
                                + ". A hypothetical prompt can also have {prompt}, {question} or {instruction}",
                        null);
            }
        }
    }

    private IllegalArgumentException unfit(IllegalArgumentException cause) {
        return malformed("has a prompt that does not fit an item: " + cause.getMessage(), cause);
    }

    static String normalised(String prompt) {
        return Normalizer.normalize(prompt, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static List<String> textList(JsonNode node) {
        var texts = new ArrayList<String>();
        node.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private IllegalArgumentException malformed(String problem, @Nullable Throwable cause) {
        return new IllegalArgumentException("The task file " + file + " " + problem, cause);
    }
}
