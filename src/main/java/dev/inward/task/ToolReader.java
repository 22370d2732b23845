package dev.inward.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.model.Tool;
import dev.inward.property.BehavioralProperties;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/** Reads the tools of a task file. Messages of errors follow the name of the file. */
final class ToolReader {

    /** The key of the tools. */
    static final String KEY = "tools";

    /** The placeholder of the tools in templates. */
    static final String PLACEHOLDER = "tools";

    private ToolReader() {}

    /**
     * Reads the tools.
     *
     * @param root the task file
     * @return the tools in order; empty if the task has none
     * @throws IllegalArgumentException if the parameters of a tool are no JSON object, or if its
     *     name is that of another tool or of no tool; case does not matter. Also if the task has a
     *     transcript or compliance rules besides, or asks about tools and has none
     */
    static List<Tool> read(JsonNode root) {
        boolean hasTranscript = root.has("transcript");
        if (root.has(KEY) && hasTranscript) {
            throw new IllegalArgumentException(
                    "has 'tools' and a transcript, but no model is called for a transcript. Remove one of them.");
        }
        boolean isAboutTools =
                root.path("properties")
                        .valueStream()
                        .anyMatch(p -> p.asText().equals(BehavioralProperties.CALLED_TOOL));
        if (isAboutTools && !root.has(KEY) && !hasTranscript) {
            throw new IllegalArgumentException(
                    "lists the property 'called_tool', but has no 'tools'. List the tools that the target can call.");
        }
        if (root.has(KEY) && root.has("compliance")) {
            throw new IllegalArgumentException(
                    "has 'tools' and 'compliance', but compliance rules are about words and not about tool calls. Remove one of them.");
        }
        var tools = new ArrayList<Tool>();
        var names = new HashSet<String>();
        for (JsonNode json : root.path(KEY)) {
            Tool tool = tool(json);
            String name = tool.name().toLowerCase(Locale.ROOT);
            if (name.equals(BehavioralProperties.NO_TOOL)) {
                throw invalid("a tool has the name 'none', which is the word for no tool call");
            }
            if (!names.add(name)) {
                throw invalid(
                        String.format(
                                Locale.ROOT,
                                "two tools have the name '%s', if case does not matter",
                                tool.name()));
            }
            tools.add(tool);
        }
        return List.copyOf(tools);
    }

    private static Tool tool(JsonNode json) {
        try {
            return new Tool(
                    json.path("name").asText(),
                    json.path("description").asText(),
                    json.path("parameters").asText(Tool.NO_PARAMETERS));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is invalid at 'tools': " + e.getMessage() + ".", e);
        }
    }

    private static IllegalArgumentException invalid(String problem) {
        return new IllegalArgumentException(
                "is invalid at 'tools': " + problem + ". Rename the tool.");
    }

    /** Returns one line for each tool, with its name and its description. */
    static String lines(List<Tool> tools) {
        return String.join(
                "\n",
                tools.stream()
                        .map(
                                tool ->
                                        tool.name()
                                                + ": "
                                                + tool.description()
                                                        .strip()
                                                        .replaceAll("\\R+", " "))
                        .toList());
    }
}
