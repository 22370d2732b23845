package dev.inward.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.UnknownNameException;
import dev.inward.task.prompt.Conversation;
import dev.inward.task.prompt.Placeholders;
import dev.inward.task.prompt.PromptTemplate;
import dev.inward.task.prompt.Question;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads the prompt templates of a task file. Messages of errors follow the name of the file. */
final class PromptsReader {

    private final JsonNode root;
    private final boolean hasTools;

    PromptsReader(JsonNode root) {
        this.root = root;
        hasTools = root.has(ToolReader.KEY);
    }

    /**
     * Reads the templates and the wording of the questions.
     *
     * @throws IllegalArgumentException if a template lacks a name in braces that it needs, or has
     *     one that it must not have
     */
    Task.Prompts read() {
        JsonNode prompts = root.path("prompts");
        var templates =
                new Task.Prompts(
                        template(prompts, "object-level", ""),
                        template(
                                prompts,
                                "hypothetical",
                                hasTools
                                        ? Task.Prompts.HYPOTHETICAL_WITH_TOOLS
                                        : Task.Prompts.HYPOTHETICAL),
                        template(
                                prompts,
                                "control",
                                hasTools ? Task.Prompts.CONTROL_WITH_TOOLS : Task.Prompts.CONTROL),
                        prompts.path("about-target").asText(Task.Prompts.ABOUT_TARGET),
                        prompts.path("about-another").asText(Task.Prompts.ABOUT_ANOTHER),
                        prompts.path("as-target").asText(Task.Prompts.AS_TARGET),
                        questions(),
                        root.path("paraphrases").asBoolean(false));
        if (templates.hypothetical().field() == null) {
            require("hypothetical", templates.hypothetical().names(), PlaceholderValues.PROMPT);
            require("hypothetical", templates.hypothetical().names(), List.of("question"));
            requireTools("hypothetical", templates.hypothetical().names());
        } else if (root.path("properties").size() > 1
                && !root.at("/data/format").asText().equals(ReleaseRows.FORMAT)) {
            throw new IllegalArgumentException(
                    "takes its hypothetical prompts from the field '"
                            + templates.hypothetical().field()
                            + "', which asks for one property. Give 'properties' one property.");
        }
        if (templates.hypothetical().names().contains("answer")) {
            throw new IllegalArgumentException(
                    "has {answer} in the hypothetical prompt, which must not contain the answer. Use {answer} only in 'control'.");
        }
        require("control", templates.control().names(), PlaceholderValues.PROMPT);
        require("control", templates.control().names(), List.of("question"));
        require("control", templates.control().names(), List.of("answer"));
        requireTools("control", templates.control().names());
        Set<String> aboutTarget = Placeholders.names(templates.aboutTarget());
        require("about-target", aboutTarget, PlaceholderValues.HYPOTHETICAL);
        require("about-target", aboutTarget, List.of("target"));
        require(
                "about-another",
                Placeholders.names(templates.aboutAnother()),
                PlaceholderValues.HYPOTHETICAL);
        Set<String> asTarget = Placeholders.names(templates.asTarget());
        require("as-target", asTarget, PlaceholderValues.PROMPT);
        require("as-target", asTarget, List.of("target"));
        return templates;
    }

    /** Returns the names in all templates whose values are fields of the item. */
    static Set<String> fields(Task.Prompts prompts, boolean hasTools) {
        var asked = new HashSet<>(PlaceholderValues.PROMPT);
        asked.addAll(List.of("question", "instruction"));
        if (hasTools) {
            asked.add(ToolReader.PLACEHOLDER);
        }
        var fields = new TreeSet<>(without(prompts.hypothetical().names(), asked));
        asked.add("answer");
        fields.addAll(without(prompts.control().names(), asked));
        var framed = new HashSet<>(PlaceholderValues.HYPOTHETICAL);
        framed.add("target");
        fields.addAll(without(Placeholders.names(prompts.aboutTarget()), framed));
        fields.addAll(without(Placeholders.names(prompts.aboutAnother()), framed));
        framed.addAll(PlaceholderValues.PROMPT);
        fields.addAll(without(Placeholders.names(prompts.asTarget()), framed));
        return fields;
    }

    private static Set<String> without(Set<String> names, Set<String> others) {
        var rest = new TreeSet<>(names);
        rest.removeAll(others);
        return rest;
    }

    private Map<String, Question> questions() {
        List<String> properties =
                root.path("properties").valueStream().map(JsonNode::asText).toList();
        var questions = new LinkedHashMap<String, Question>();
        root.path("questions")
                .properties()
                .forEach(
                        entry -> {
                            if (!properties.contains(entry.getKey())) {
                                throw new IllegalArgumentException(
                                        "is invalid at 'questions': "
                                                + UnknownNameException.message(
                                                        "property",
                                                        entry.getKey(),
                                                        " in 'properties'",
                                                        properties));
                            }
                            JsonNode wording = entry.getValue();
                            questions.put(
                                    entry.getKey(),
                                    new Question(
                                            wordings(wording.path("question")),
                                            wording.path("instruction").asText(null)));
                        });
        return questions;
    }

    private static List<String> wordings(JsonNode question) {
        if (question.isArray()) {
            return question.valueStream().map(JsonNode::asText).toList();
        }
        return question.isMissingNode() ? List.of() : List.of(question.asText());
    }

    private static void require(String prompt, Set<String> names, List<String> oneOf) {
        if (oneOf.stream().noneMatch(names::contains)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "lacks {%s} in its %s prompt. Add it; without it, different prompts become the same.",
                            oneOf.get(0),
                            prompt));
        }
    }

    private void requireTools(String prompt, Set<String> names) {
        if (hasTools && !names.contains(ToolReader.PLACEHOLDER)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "has 'tools', but lacks {%s} in its %s prompt. Add it, or leave this prompt out: its default lists the tools. Without it, a predictor does not know them.",
                            ToolReader.PLACEHOLDER,
                            prompt));
        }
    }

    private PromptTemplate template(JsonNode prompts, String name, String byDefault) {
        JsonNode template = prompts.path(name);
        if (template.isObject()) {
            return new PromptTemplate(List.of(), template.path("messages").asText());
        }
        return template.isArray()
                ? new PromptTemplate(
                        Conversation.parse(template.toString(), "'prompts." + name + "'")
                                .messages(),
                        null)
                : PromptTemplate.ofUser(template.asText(byDefault));
    }
}
