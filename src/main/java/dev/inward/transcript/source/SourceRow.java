package dev.inward.transcript.source;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A row of a transcript: one answer, or one that is missing.
 *
 * @param place where the row stands in its file, such as {@code line 7}
 * @param values the values by column. A reader of a format puts what Inward needs under the names
 *     of {@link RowNames} and adds the other values of the format
 */
public record SourceRow(String place, ObjectNode values) {}
