package dev.inward.transcript.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.transcript.source.InvalidTranscriptException;
import dev.inward.transcript.source.RowNames;
import dev.inward.transcript.source.SourceRow;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the values that Inward needs in the rows of one file. Not thread-safe. */
final class RowMapping {

    private final FileSettings settings;
    private final Path file;
    private final Set<String> notFound;
    private Set<String> columnsOfFirstRow = Set.of();
    private boolean isLastAnswered;

    RowMapping(FileSettings settings, Path file) {
        this.settings = settings;
        this.file = file;
        notFound = new LinkedHashSet<>(settings.columns().values());
        notFound.addAll(settings.fields().values());
    }

    /**
     * Returns the values of a row by the names of {@link RowNames}. A name without a value is
     * absent.
     */
    Map<String, String> values(SourceRow row) {
        if (columnsOfFirstRow.isEmpty()) {
            columnsOfFirstRow = new TreeSet<>();
            row.values().fieldNames().forEachRemaining(columnsOfFirstRow::add);
        }
        var values = new HashMap<String, String>();
        for (String name : RowNames.ALL) {
            String text = text(row, settings.columns().getOrDefault(name, name));
            if (text != null && (!text.isBlank() || name.equals(RowNames.ANSWER))) {
                values.put(name, text);
            }
        }
        values.putAll(valuesOfId(row, values.get(RowNames.ID)));
        values.putAll(settings.values());
        settings.words()
                .forEach(
                        (name, words) ->
                                values.computeIfPresent(
                                        name, (key, word) -> words.getOrDefault(word, word)));
        isLastAnswered =
                values.containsKey(RowNames.ANSWER) || values.containsKey(RowNames.REFUSAL);
        return values;
    }

    /** Returns whether the last row has an answer or a refusal. */
    boolean isLastAnswered() {
        return isLastAnswered;
    }

    /** Returns the columns of the first row, for messages. */
    String columns() {
        return String.join(", ", columnsOfFirstRow);
    }

    private Map<String, String> valuesOfId(SourceRow row, @Nullable String id) {
        IdPattern pattern = settings.idPattern();
        if (pattern == null) {
            return Map.of();
        }
        Map<String, String> values =
                pattern.values(id == null ? "" : id)
                        .orElseThrow(
                                () ->
                                        invalid(
                                                row,
                                                "its id '"
                                                        + id
                                                        + "' does not have the form of 'id-pattern', "
                                                        + pattern));
        values.values().removeIf(String::isEmpty);
        return values;
    }

    /** Returns the values of the fields that an item of the question gets. */
    Map<String, String> fields(SourceRow row) {
        var fields = new LinkedHashMap<String, String>();
        settings.fields()
                .forEach(
                        (name, column) -> {
                            String text = text(row, column);
                            if (text == null) {
                                throw invalid(
                                        row,
                                        "it has no '"
                                                + column
                                                + "', which is the field '"
                                                + name
                                                + "' of its item");
                            }
                            fields.put(name, text);
                        });
        return fields;
    }

    private @Nullable String text(SourceRow row, String column) {
        JsonNode value =
                column.startsWith("/") ? row.values().at(column) : row.values().path(column);
        if (!value.isMissingNode()) {
            notFound.remove(column);
        }
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (value.isTextual() || value.isIntegralNumber() || value.isBoolean()) {
            return value.asText();
        }
        throw invalid(
                row,
                "'"
                        + column
                        + "' is "
                        + shown(value)
                        + "; expected a text, so put it in quotes or name a text inside it, such as '"
                        + (column.startsWith("/") ? "" : "/")
                        + column
                        + "/text'");
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }

    InvalidTranscriptException invalid(SourceRow row, String problem) {
        return new InvalidTranscriptException(
                file, "is invalid at " + row.place() + ": " + problem);
    }

    /** Returns the exception for a row without a value that it needs. */
    InvalidTranscriptException lacks(SourceRow row, String name, String mend) {
        return invalid(row, "it has no " + name + ". It has: " + columns() + ". " + mend);
    }

    /** Requires that each column that the task file names was in some row. */
    void requireAllFound() {
        for (String column : notFound) {
            throw new InvalidTranscriptException(
                    file,
                    "has no column '"
                            + column
                            + "'. There are: "
                            + String.join(", ", columnsOfFirstRow));
        }
    }
}
