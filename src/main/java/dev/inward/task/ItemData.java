package dev.inward.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.data.Columns;
import dev.inward.data.DataFormat;
import dev.inward.data.DataRow;
import dev.inward.data.InvalidDataException;
import dev.inward.data.RowSample;
import dev.inward.data.TextFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The items that data files hold.
 *
 * @param rows what becomes items
 * @param sources the files
 */
record ItemData(List<ItemRow> rows, List<DataSource> sources) {

    private static final String ALL_ROWS = String.valueOf(Integer.MAX_VALUE);
    private static final Pattern FIELD_NAME = Pattern.compile("[a-z][a-z0-9_]*");

    /**
     * Reads the data that a task file names.
     *
     * @param data the value of the key {@code data}
     * @param taskFile the task file
     * @throws IllegalArgumentException if the data cannot be read or are invalid
     */
    static ItemData read(JsonNode data, Path taskFile) {
        if (Stream.of("file", "files", "folder").filter(data::has).count() != 1) {
            throw new IllegalArgumentException(
                    "The task file "
                            + taskFile
                            + " must name its data in exactly one way. Give 'data' one of the keys 'file', 'files' and 'folder'.");
        }
        var sample =
                new RowSample(
                        Integer.parseInt(data.path("sample").asText(ALL_ROWS)),
                        Long.parseLong(data.path("seed").asText("1")));
        if (data.path("format").asText().equals(ReleaseRows.FORMAT)) {
            return release(data, taskFile, sample);
        }
        List<DataSource> sources = readAll(data, taskFile, columns(data), sample);
        return new ItemData(
                sample.rows().stream().map(row -> new ItemRow(fields(taskFile, row))).toList(),
                sources);
    }

    private static ItemData release(JsonNode data, Path taskFile, RowSample sample) {
        var release = new ReleaseRows();
        List<DataSource> sources = readAll(data, taskFile, ReleaseRows.COLUMNS, release);
        List<ItemRow> items = release.items();
        for (int i = 0; i < items.size(); i++) {
            sample.accept(new DataRow(i, Map.of()));
        }
        return new ItemData(
                sample.rows().stream().map(row -> items.get((int) row.number())).toList(), sources);
    }

    /** Reads the files one after the other. Their rows are numbered through. */
    private static List<DataSource> readAll(
            JsonNode data, Path taskFile, Columns columns, Consumer<DataRow> consumer) {
        var numbered = new NumberedRows(consumer);
        if (data.has("folder")) {
            String name = data.path("folder").asText();
            Path folder = taskFile.resolveSibling(name);
            return List.of(new DataSource(name, TextFolder.read(folder, columns, numbered)));
        }
        List<String> names =
                data.has("file")
                        ? List.of(data.path("file").asText())
                        : data.path("files").valueStream().map(JsonNode::asText).toList();
        var sources = new ArrayList<DataSource>();
        for (String name : names) {
            Path file = taskFile.resolveSibling(name);
            sources.add(new DataSource(name, read(file, columns, numbered)));
        }
        return sources;
    }

    private static String read(Path file, Columns columns, Consumer<DataRow> consumer) {
        try {
            return DataFormat.of(file).read(file, columns, consumer);
        } catch (InvalidDataException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InvalidDataException(file, "is invalid: " + e.getMessage() + ".", e);
        }
    }

    private static Columns columns(JsonNode data) {
        var columns = new LinkedHashMap<String, String>();
        data.path("columns")
                .properties()
                .forEach(column -> columns.put(column.getKey(), column.getValue().asText()));
        return new Columns(columns);
    }

    private static Map<String, String> fields(Path taskFile, DataRow row) {
        for (String name : row.values().keySet()) {
            if (!FIELD_NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "The column '"
                                + name
                                + "' of the data of "
                                + taskFile
                                + " cannot be a field of an item: a name has lower-case letters, digits and underscores, a letter first. Give the columns that you need other names: 'columns: {my_name: "
                                + name
                                + "}'.");
            }
        }
        return row.values();
    }

    /** Passes on the rows of several files with numbers that go on. */
    private static final class NumberedRows implements Consumer<DataRow> {

        private final Consumer<DataRow> consumer;
        private long count;

        NumberedRows(Consumer<DataRow> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void accept(DataRow row) {
            count++;
            consumer.accept(new DataRow(count, row.values()));
        }
    }
}
