package dev.inward.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A row of a data file. Immutable and thread-safe.
 *
 * @param number the number of the row, from 1 on; a header does not count
 * @param values the texts by column, exactly as the file has them, in the order of the file; copied
 */
public record DataRow(long number, Map<String, String> values) {

    /** Copies the values and keeps their order. */
    public DataRow {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
