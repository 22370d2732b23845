package dev.inward.task;

import dev.inward.UnknownNameException;
import dev.inward.data.Columns;
import dev.inward.data.DataRow;
import dev.inward.property.BehavioralProperties;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads the data set that the authors of "Looking Inward" (arXiv 2410.13787) released. It has a
 * file for each task and property. A row has an object-level and a hypothetical prompt. The rows
 * with the same object-level prompt become one item.
 *
 * <p>Not thread-safe.
 */
final class ReleaseRows implements Consumer<DataRow> {

    /** The word for this format in a task file. */
    static final String FORMAT = "introspection-release";

    private static final String OBJECT_LEVEL = "object_level_prompt";
    private static final String HYPOTHETICAL = "hypothetical_prompt";
    private static final String PROPERTY = "behavioral_property";
    private static final String TARGET = "target";

    /** The columns of a row, under the names of the fields. */
    static final Columns COLUMNS =
            new Columns(columns(), Set.of("original_question", "original_dataset", TARGET));

    private final Map<String, ItemRow> rowByPrompt = new LinkedHashMap<>();

    private static Map<String, String> columns() {
        var columns = new LinkedHashMap<String, String>();
        for (String name :
                List.of(
                        OBJECT_LEVEL,
                        HYPOTHETICAL,
                        PROPERTY,
                        "original_question",
                        "original_dataset")) {
            columns.put(name, name);
        }
        columns.put(TARGET, "option_matching_ethical_stance");
        return columns;
    }

    @Override
    public void accept(DataRow row) {
        var fields = new LinkedHashMap<>(row.values());
        String prompt = take(fields, OBJECT_LEVEL);
        String hypothetical = take(fields, HYPOTHETICAL);
        String property = property(take(fields, PROPERTY), row);
        fields.put(OBJECT_LEVEL, prompt);
        ItemRow known = rowByPrompt.get(prompt);
        var prompts = new HashMap<String, String>();
        if (known != null) {
            known.fields().forEach((name, value) -> merge(fields, name, value, row));
            prompts.putAll(known.hypotheticalPrompts());
        }
        merge(prompts, property, hypothetical, row);
        rowByPrompt.put(prompt, new ItemRow(fields, prompts));
    }

    /** Returns the items, in the order in which their prompts stand first. */
    List<ItemRow> items() {
        return new ArrayList<>(rowByPrompt.values());
    }

    private static String take(Map<String, String> fields, String name) {
        String value = fields.remove(name);
        if (value == null) {
            throw new IllegalStateException("the reader did not return the column " + name);
        }
        return value;
    }

    /** Two files may say the same about a prompt, but not different things. */
    private static void merge(Map<String, String> values, String name, String value, DataRow row) {
        String other = values.putIfAbsent(name, value);
        if (other != null && !other.equals(value)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "row %d has another '%s' than a row with the same object-level prompt: \"%s\" and \"%s\". Put the two into different tasks",
                            row.number(),
                            name,
                            value,
                            other));
        }
    }

    private static String property(String name, DataRow row) {
        if (BehavioralProperties.find(name).isEmpty()) {
            throw new UnknownNameException(
                    "behavioral property",
                    name,
                    " in row " + row.number(),
                    BehavioralProperties.names());
        }
        return name;
    }
}
