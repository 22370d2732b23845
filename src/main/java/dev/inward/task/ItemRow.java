package dev.inward.task;

import java.util.Map;

/**
 * What becomes an item.
 *
 * @param fields the fields
 * @param hypotheticalPrompts the JSON of the hypothetical prompts that the data give, by property
 */
record ItemRow(Map<String, String> fields, Map<String, String> hypotheticalPrompts) {

    /** Creates a row whose hypothetical prompts a template makes. */
    ItemRow(Map<String, String> fields) {
        this(fields, Map.of());
    }
}
