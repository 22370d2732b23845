package dev.inward.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.data.Columns;
import dev.inward.data.DataFormat;
import dev.inward.data.DataRow;
import dev.inward.data.RowSample;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The items that a data file holds.
 *
 * @param fields the fields of each item
 * @param sha256 the SHA-256 of the file
 */
record ItemData(List<Map<String, String>> fields, String sha256) {

    private static final String ALL_ROWS = String.valueOf(Integer.MAX_VALUE);
    private static final Pattern FIELD_NAME = Pattern.compile("[a-z][a-z0-9_]*");

    /**
     * Reads the file that a task file names.
     *
     * @param data the value of the key {@code data}
     * @param taskFile the task file
     * @throws IllegalArgumentException if the file cannot be read or is invalid
     */
    static ItemData read(JsonNode data, Path taskFile) {
        Path file = taskFile.resolveSibling(data.path("file").asText());
        var columns = new LinkedHashMap<String, String>();
        data.path("columns")
                .properties()
                .forEach(column -> columns.put(column.getKey(), column.getValue().asText()));
        var sample =
                new RowSample(
                        Integer.parseInt(data.path("sample").asText(ALL_ROWS)),
                        Long.parseLong(data.path("seed").asText("1")));
        String sha256 = DataFormat.of(file).read(file, new Columns(columns), sample);
        return new ItemData(sample.rows().stream().map(row -> fields(file, row)).toList(), sha256);
    }

    private static Map<String, String> fields(Path file, DataRow row) {
        for (String name : row.values().keySet()) {
            if (!FIELD_NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "The column '"
                                + name
                                + "' of "
                                + file
                                + " cannot be a field of an item: a name has lower-case letters, digits and underscores, a letter first. Give the columns that you need other names: 'columns: {my_name: "
                                + name
                                + "}'.");
            }
        }
        return row.values();
    }
}
