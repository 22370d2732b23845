package dev.inward.study.measurement.standard;

import dev.inward.task.Item;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks the items of a comparison for a measurement.
 *
 * @param measurement the name of the measurement
 */
record ItemRequirements(String measurement) {

    /**
     * @throws IllegalArgumentException if an item lacks a field
     */
    void requireFields(List<Item> items, Set<String> fields) {
        for (Item item : items) {
            for (String field : new TreeSet<>(fields)) {
                if (!item.fields().containsKey(field)) {
                    throw invalid(
                            "needs the field '%s' of each item, but an item of the task '%s' has only: %s. Give the items the field, or name a task that has it, such as inward/trade_offs.",
                            field, item.task(), String.join(", ", item.fields().keySet()));
                }
            }
        }
    }

    /**
     * @throws IllegalArgumentException if an item lacks a field, or if the field is blank
     */
    void requireFields(List<Item> items, String setting, Set<String> fields) {
        for (Item item : items) {
            for (String field : fields) {
                String value = item.fields().get(field);
                if (value == null) {
                    throw invalid(
                            "has the field '%s' in '%s', but an item of the task '%s' has only: %s. Name one of these, or give the items the field.",
                            field, setting, item.task(), String.join(", ", item.fields().keySet()));
                }
                if (value.isBlank()) {
                    throw invalid(
                            "has the field '%s' in '%s', but it is blank in an item of the task '%s': \"%s\". Give the item a text there.",
                            field, setting, item.task(), item.objectLevelPrompt());
                }
            }
        }
    }

    /**
     * @throws IllegalArgumentException if the target can call tools
     */
    void requireNoTools(List<Item> items) {
        for (Item item : items) {
            if (!item.prompt().tools().isEmpty()) {
                throw invalid(
                        "is about answers in words, but the task '%s' has tools. Name a task without tools, or leave out the measurement.",
                        item.task());
            }
        }
    }

    private IllegalArgumentException invalid(String problem, Object... values) {
        return new IllegalArgumentException(
                "the measurement '"
                        + measurement
                        + "' "
                        + String.format(Locale.ROOT, problem, values));
    }
}
