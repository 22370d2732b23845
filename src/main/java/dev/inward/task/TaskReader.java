package dev.inward.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.yaml.PlainScalars;
import dev.inward.yaml.YamlFormat;
import dev.inward.yaml.YamlSchema;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one task file. */
final class TaskReader {

    static final String SCHEMA = "/dev/inward/task/task.schema.json";

    private static final YamlFormat FORMAT =
            new YamlFormat(
                    "The task file",
                    YamlSchema.ofResource(SCHEMA),
                    new TaskNames(),
                    PlainScalars.TEXTS);

    private final Path file;

    TaskReader(Path file) {
        this.file = file;
    }

    Task read() {
        JsonNode root = FORMAT.read(file);
        JsonNode prompts = root.path("prompts");
        var templates =
                new Task.Prompts(
                        prompts.path("object-level").asText(),
                        prompts.path("hypothetical").asText(),
                        prompts.path("control").asText(),
                        prompts.path("about-target").asText(Task.Prompts.ABOUT_TARGET),
                        prompts.path("about-another").asText(Task.Prompts.ABOUT_ANOTHER),
                        prompts.path("as-target").asText(Task.Prompts.AS_TARGET));
        requireFields("hypothetical", templates.hypothetical(), "prompt", "question");
        requireFields("control", templates.control(), "prompt", "question", "answer");
        requireFields("about-target", templates.aboutTarget(), "hypothetical", "target");
        requireFields("about-another", templates.aboutAnother(), "hypothetical");
        requireFields("as-target", templates.asTarget(), "prompt", "target");
        if (templates.hypothetical().contains("{answer}")) {
            throw malformed(
                    "has {answer} in the hypothetical prompt, which must not contain the answer. Use {answer} only in 'control'.",
                    null);
        }
        String name = root.path("name").asText();
        List<String> properties = textList(root.path("properties"));
        @Nullable ItemData data = root.has("data") ? ItemData.read(root.path("data"), file) : null;
        return new Task(
                name,
                templates,
                properties,
                items(root, templates, fields(root, data)),
                new TaskOrigin(
                        root.path("origin").asText(),
                        root.path("licence").asText(null),
                        root.path("data").path("file").asText(null),
                        data == null ? null : data.sha256()));
    }

    private List<Map<String, String>> fields(JsonNode root, @Nullable ItemData data) {
        var fieldsOfItems = new ArrayList<Map<String, String>>();
        JsonNode pairs = root.path("ordered-pairs");
        List<String> words = textList(pairs.path("of"));
        boolean distinct = pairs.path("distinct").asBoolean(false);
        for (String first : words) {
            for (String second : words) {
                if (!distinct || !first.equals(second)) {
                    var pair = new LinkedHashMap<String, String>();
                    pair.put("first", first);
                    pair.put("second", second);
                    fieldsOfItems.add(pair);
                }
            }
        }
        for (JsonNode item : root.path("items")) {
            var itemFields = new LinkedHashMap<String, String>();
            item.properties().forEach(f -> itemFields.put(f.getKey(), f.getValue().asText()));
            fieldsOfItems.add(itemFields);
        }
        if (data != null) {
            fieldsOfItems.addAll(data.fields());
        }
        if (fieldsOfItems.isEmpty()) {
            throw malformed(
                    "has no items. List them under 'items' or as 'ordered-pairs', or name a file under 'data'.",
                    null);
        }
        return fieldsOfItems;
    }

    /**
     * Creates the items. Two prompts that differ only in case, white space or Unicode form are
     * rejected.
     */
    private List<Item> items(
            JsonNode root, Task.Prompts prompts, List<Map<String, String>> fieldsOfItems) {
        String task = root.path("name").asText();
        SplitRule rule = splitRule(root);
        var items = new ArrayList<Item>();
        var seen = new HashMap<String, String>();
        for (Map<String, String> itemFields : fieldsOfItems) {
            String prompt = objectLevelPrompt(prompts, itemFields);
            String duplicate = seen.putIfAbsent(normalised(prompt), prompt);
            if (duplicate != null) {
                throw malformed(
                        String.format(
                                Locale.ROOT,
                                "has two items with the same prompt: \"%s\" and \"%s\". Remove one, because one could be a training item and the other a held-out item.",
                                duplicate,
                                prompt),
                        null);
            }
            String question = baseQuestion(root, itemFields, prompt);
            items.add(
                    new Item(
                            task, itemFields, prompt, question, split(rule, itemFields, question)));
        }
        return items;
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

    private String objectLevelPrompt(Task.Prompts prompts, Map<String, String> fields) {
        try {
            return PromptTemplate.fill(prompts.objectLevel(), fields);
        } catch (IllegalArgumentException e) {
            throw malformed("has a prompt that does not fit an item: " + e.getMessage(), e);
        }
    }

    private void requireFields(String prompt, String template, String... fields) {
        for (String field : fields) {
            if (!template.contains("{" + field + "}")) {
                throw malformed(
                        String.format(
                                Locale.ROOT,
                                "lacks {%s} in its %s prompt. Add it; without it, different prompts become the same.",
                                field,
                                prompt),
                        null);
            }
        }
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
