package dev.inward.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.data.Columns;
import dev.inward.data.DataFormat;
import dev.inward.data.DataRow;
import dev.inward.data.InvalidDataException;
import dev.inward.data.RowSample;
import dev.inward.data.TextFolder;
import dev.inward.data.hub.HuggingFaceHub;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The items that data files hold.
 *
 * @param rows what becomes items
 * @param sources the files
 * @param licence the licence that a data set of the hub names; null if it names none
 */
record ItemData(List<ItemRow> rows, List<DataSource> sources, @Nullable String licence) {

    private record Sources(List<DataSource> files, @Nullable String licence) {}

    private static final String ALL_ROWS = String.valueOf(Integer.MAX_VALUE);
    private static final Pattern FIELD_NAME = Pattern.compile("[a-z][a-z0-9_]*");

    /**
     * Reads the data that a task file names.
     *
     * @param data the value of the key {@code data}
     * @param taskFile the task file
     * @param hub gives the Hugging Face hub, if it is needed
     * @throws IllegalArgumentException if the data cannot be read or are invalid
     */
    static ItemData read(JsonNode data, Path taskFile, Supplier<HuggingFaceHub> hub) {
        DataFiles.requireOnePlace(data, taskFile);
        var sample =
                new RowSample(
                        Integer.parseInt(data.path("sample").asText(ALL_ROWS)),
                        Long.parseLong(data.path("seed").asText("1")));
        if (data.path("format").asText().equals(ReleaseRows.FORMAT)) {
            return release(data, taskFile, hub, sample);
        }
        Sources sources = readAll(data, taskFile, hub, columns(data), sample);
        return new ItemData(
                sample.rows().stream().map(row -> new ItemRow(fields(taskFile, row))).toList(),
                sources.files(),
                sources.licence());
    }

    private static ItemData release(
            JsonNode data, Path taskFile, Supplier<HuggingFaceHub> hub, RowSample sample) {
        var release = new ReleaseRows();
        Sources sources = readAll(data, taskFile, hub, ReleaseRows.COLUMNS, release);
        List<ItemRow> items = release.items();
        for (int i = 0; i < items.size(); i++) {
            sample.accept(new DataRow(i, Map.of()));
        }
        return new ItemData(
                sample.rows().stream().map(row -> items.get((int) row.number())).toList(),
                sources.files(),
                sources.licence());
    }

    /** Reads the files one after the other. Their rows are numbered through. */
    private static Sources readAll(
            JsonNode data,
            Path taskFile,
            Supplier<HuggingFaceHub> hub,
            Columns columns,
            Consumer<DataRow> consumer) {
        var numbered = new NumberedRows(consumer);
        if (data.has("folder")) {
            String name = data.path("folder").asText();
            Path folder = taskFile.resolveSibling(name);
            String sha256 = TextFolder.read(folder, columns, numbered);
            return new Sources(List.of(new DataSource(name, sha256)), null);
        }
        var found = DataFiles.of(data, taskFile, hub);
        var sources = new ArrayList<DataSource>();
        for (DataFiles.DataFile file : found.files()) {
            String sha256 = read(file.path(), columns, numbered);
            file.requireHash(sha256);
            sources.add(new DataSource(file.name(), sha256));
        }
        return new Sources(sources, found.licence());
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
                                + "}'."
                                + (name.indexOf(';') < 0
                                        ? ""
                                        : " If ';' separates the columns, write the file with commas."));
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
