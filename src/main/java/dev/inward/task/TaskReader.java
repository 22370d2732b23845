package dev.inward.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads one task file. */
final class TaskReader {

    private static final Set<String> KEYS =
            Set.of("name", "origin", "prompts", "properties", "items", "ordered-pairs");
    private static final Set<String> PAIRS = Set.of("of", "distinct");
    private static final Set<String> PROMPTS =
            Set.of(
                    "object-level",
                    "hypothetical",
                    "control",
                    "about-target",
                    "about-another",
                    "as-target");

    private final Path file;

    TaskReader(Path file) {
        this.file = file;
    }

    Task read() {
        JsonNode root;
        try {
            root = new YAMLMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw malformed("cannot be read as YAML: " + e.getMessage(), e);
        }
        refuseUnknown(root, KEYS, "");
        refuseUnknown(root.path("prompts"), PROMPTS, "prompts.");
        refuseUnknown(root.path("ordered-pairs"), PAIRS, "ordered-pairs.");
        text(root, "origin");
        JsonNode prompts = root.path("prompts");
        var templates =
                new Task.Prompts(
                        text(prompts, "object-level"),
                        text(prompts, "hypothetical"),
                        text(prompts, "control"),
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
                    "has {answer} in the hypothetical prompt, which must not give the answer away; use it in 'control'",
                    null);
        }
        String name = text(root, "name");
        List<String> properties = texts(root.path("properties"));
        if (properties.isEmpty()) {
            throw malformed(
                    "lists no behavioral property under 'properties'; name at least one", null);
        }
        return new Task(name, templates, properties, items(name, templates, fields(root)));
    }

    private List<Map<String, String>> fields(JsonNode root) {
        var all = new ArrayList<Map<String, String>>();
        JsonNode pairs = root.path("ordered-pairs");
        List<String> words = texts(pairs.path("of"));
        boolean distinct = pairs.path("distinct").asBoolean(false);
        for (String first : words) {
            for (String second : words) {
                if (!distinct || !first.equals(second)) {
                    var pair = new LinkedHashMap<String, String>();
                    pair.put("first", first);
                    pair.put("second", second);
                    all.add(pair);
                }
            }
        }
        for (JsonNode item : root.path("items")) {
            var one = new LinkedHashMap<String, String>();
            item.properties().forEach(f -> one.put(f.getKey(), f.getValue().asText()));
            all.add(one);
        }
        if (all.isEmpty()) {
            throw malformed("has no items; list them under 'items' or as 'ordered-pairs'", null);
        }
        return all;
    }

    /** Makes the items and sees to it that no prompt, however it is spelt, is in two parts. */
    private List<Item> items(String task, Task.Prompts prompts, List<Map<String, String>> fields) {
        var items = new ArrayList<Item>();
        var seen = new HashMap<String, String>();
        for (Map<String, String> one : fields) {
            String prompt = objectLevelPrompt(prompts, one);
            String twin = seen.putIfAbsent(normalised(prompt), prompt);
            if (twin != null) {
                throw malformed(
                        "asks the same twice, so that a training item could be a held-out one: \"%s\" and \"%s\"; drop one"
                                .formatted(twin, prompt),
                        null);
            }
            items.add(new Item(task, one, prompt, Split.of(prompt)));
        }
        return items;
    }

    private String objectLevelPrompt(Task.Prompts prompts, Map<String, String> fields) {
        try {
            return PromptTemplate.fill(prompts.objectLevel(), fields);
        } catch (IllegalArgumentException e) {
            throw malformed("has items that its prompt does not fit: " + e.getMessage(), e);
        }
    }

    private void requireFields(String prompt, String template, String... fields) {
        for (String field : fields) {
            if (!template.contains("{" + field + "}")) {
                throw malformed(
                        "lacks {%s} in its %s prompt, so that all would ask the same"
                                .formatted(field, prompt),
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

    private String text(JsonNode node, String key) {
        String text = node.path(key).asText("");
        if (text.isBlank()) {
            throw malformed("lacks the key '" + key + "'", null);
        }
        return text;
    }

    private static List<String> texts(JsonNode node) {
        var texts = new ArrayList<String>();
        node.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private void refuseUnknown(JsonNode node, Set<String> known, String in) {
        node.fieldNames()
                .forEachRemaining(
                        key -> {
                            if (!known.contains(key)) {
                                throw malformed(
                                        "has the unknown key '%s%s'; it takes: %s"
                                                .formatted(
                                                        in,
                                                        key,
                                                        String.join(
                                                                ", ",
                                                                known.stream().sorted().toList())),
                                        null);
                            }
                        });
    }

    private IllegalArgumentException malformed(
            String complaint, @org.jspecify.annotations.Nullable Throwable cause) {
        return new IllegalArgumentException("the task file " + file + " " + complaint, cause);
    }
}
