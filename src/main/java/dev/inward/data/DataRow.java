package dev.inward.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A row of a data file. Immutable and thread-safe.
 *
 * @param number the number of the row, from 1 on; a header does not count
 * @param line the line on which the row ends, from 1 on; 0 if the format has no lines
 * @param values the texts by column, exactly as the file has them, in the order of the file; copied
 */
public record DataRow(long number, long line, Map<String, String> values) {

    /** Copies the values and keeps their order. */
    public DataRow {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Creates a row of a format that has no lines. */
    public DataRow(long number, Map<String, String> values) {
        this(number, 0, values);
    }
}
