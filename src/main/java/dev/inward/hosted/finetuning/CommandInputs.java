package dev.inward.hosted.finetuning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.model.ModelSpecification;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a finetuning command is told: as placeholders in its arguments, such as {@code {rows}}, and
 * as environment variables, such as {@code INWARD_ROWS}. A hyperparameter is a placeholder too.
 *
 * @param values the values by the name of the placeholder
 * @param hyperparameters the values of the hyperparameters
 */
record CommandInputs(Map<String, String> values, ObjectNode hyperparameters) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z][a-z0-9._-]*)}");

    private static final List<String> NAMES =
            List.of("rows", "examples", "output", "model", "seed", "finetuning", "hyperparameters");

    /**
     * Collects the inputs of one finetuning.
     *
     * @param rows the path of the file with the rows
     * @param output the folder for checkpoints and the result
     */
    static CommandInputs of(
            FinetuningRequest request, ObjectNode hyperparameters, Path rows, Path output) {
        var values = new LinkedHashMap<String, String>();
        values.put("rows", rows.toString());
        values.put("examples", String.valueOf(request.finetuning().examples().size()));
        values.put("output", output.toString());
        values.put("model", request.model().settings().id());
        values.put("seed", String.valueOf(request.finetuning().seed()));
        values.put("finetuning", request.key());
        values.put("hyperparameters", hyperparameters.toString());
        return new CommandInputs(values, hyperparameters);
    }

    /** Rejects a placeholder that has no value. */
    static void requireKnownPlaceholders(
            ModelSpecification model, List<String> command, ObjectNode hyperparameters) {
        for (String argument : command) {
            for (MatchResult placeholder : PLACEHOLDER.matcher(argument).results().toList()) {
                String name = placeholder.group(1);
                if (!NAMES.contains(name) && !hyperparameters.has(name)) {
                    var known = new TreeSet<>(NAMES);
                    hyperparameters.fieldNames().forEachRemaining(known::add);
                    throw new IllegalArgumentException(
                            String.format(
                                    Locale.ROOT,
                                    "the finetuning command of model '%s' has the placeholder {%s}, which has no value. Known are: %s. Add '%s' to 'hyperparameters', or put braces that are no placeholder into a script",
                                    model.name(),
                                    name,
                                    String.join(", ", known),
                                    name));
                }
            }
        }
    }

    /** Returns the arguments with values in place of placeholders. */
    List<String> fill(List<String> command) {
        return command.stream()
                .map(
                        argument ->
                                PLACEHOLDER
                                        .matcher(argument)
                                        .replaceAll(
                                                found ->
                                                        Matcher.quoteReplacement(
                                                                value(found.group(1)))))
                .toList();
    }

    private String value(String name) {
        String value = values.get(name);
        JsonNode hyperparameter = hyperparameters.path(name);
        return value != null
                ? value
                : hyperparameter.isValueNode()
                        ? hyperparameter.asText()
                        : hyperparameter.toString();
    }

    /** Returns the environment variables. */
    Map<String, String> environment() {
        var environment = new LinkedHashMap<String, String>();
        values.forEach(
                (name, value) -> environment.put("INWARD_" + name.toUpperCase(Locale.ROOT), value));
        return environment;
    }
}
