package dev.inward.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which columns of a file are read, and the names that they get. Immutable and thread-safe.
 *
 * @param columnByName the column of each name, in order; in JSON Lines and Parquet a column that
 *     begins with a slash is a JSON Pointer. Empty for all columns that have texts, under their own
 *     names; copied
 * @param optional the names that a row may lack; copied
 */
public record Columns(Map<String, String> columnByName, Set<String> optional) {

    /** All columns that have texts, under their own names. */
    public static final Columns ALL = new Columns(Map.of());

    /** Copies the map and keeps its order. */
    public Columns {
        columnByName = Collections.unmodifiableMap(new LinkedHashMap<>(columnByName));
        optional = Set.copyOf(optional);
    }

    /** Names columns that each row has. */
    public Columns(Map<String, String> columnByName) {
        this(columnByName, Set.of());
    }

    boolean areAll() {
        return columnByName.isEmpty();
    }
}
