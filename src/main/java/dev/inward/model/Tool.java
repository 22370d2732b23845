package dev.inward.model;

import java.util.Locale;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A tool that a model can call instead of answering with text. Inward never runs it: only the call
 * is observed.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name the name: 1 to 64 ASCII letters, digits, underscores and hyphens
 * @param description what the tool does, for the model
 * @param parameters the JSON Schema of the arguments, a JSON object in compact form
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Tool(String name, String description, String parameters) {

    /** The JSON Schema of a tool without parameters. */
    public static final String NO_PARAMETERS = "{\"type\":\"object\",\"properties\":{}}";

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    /**
     * Creates a tool.
     *
     * @param name the name: 1 to 64 ASCII letters, digits, underscores and hyphens
     * @param description what the tool does, for the model
     * @param parameters the JSON Schema of the arguments; white space between its tokens is removed
     * @throws IllegalArgumentException if the name has another form, or the parameters are no JSON
     *     object
     */
    public Tool {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the tool '%s' has no valid name; give it one of 1 to 64 ASCII letters, digits, underscores and hyphens",
                            name));
        }
        String toolName = name;
        parameters =
                CompactJson.object(parameters)
                        .map(CompactJson::of)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                String.format(
                                                        Locale.ROOT,
                                                        "the parameters of the tool '%s' are no JSON object; give them a JSON Schema such as %s",
                                                        toolName,
                                                        NO_PARAMETERS)));
    }
}
