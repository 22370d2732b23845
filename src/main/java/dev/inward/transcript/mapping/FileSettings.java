package dev.inward.transcript.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.UnknownNameException;
import dev.inward.transcript.source.RowNames;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How one file of a transcript is read, as the task file says it. Immutable and thread-safe.
 *
 * @param file the path of the file from the task file on
 * @param format the name of its format; null if its name says it
 * @param input the path of the requests of a batch; null if there is none
 * @param columns the column of a name; a name that is absent is its own column
 * @param values the value of a name that is the same in all rows
 * @param words the words of the file for values, by name
 * @param fields the columns that are fields of the items
 * @param idPattern the values in the id of a row; null if it has none
 */
record FileSettings(
        String file,
        @Nullable String format,
        @Nullable String input,
        Map<String, String> columns,
        Map<String, String> values,
        Map<String, Map<String, String>> words,
        Map<String, String> fields,
        @Nullable IdPattern idPattern) {

    /**
     * Reads the settings of a file.
     *
     * @param shared what holds for all files
     * @param own what holds for this file; it takes precedence
     * @throws IllegalArgumentException if a name is unknown; the message follows the task file
     */
    static FileSettings of(JsonNode shared, JsonNode own) {
        String idPattern = text(shared, own, "id-pattern");
        return new FileSettings(
                own.path("file").asText(),
                text(shared, own, "format"),
                text(shared, own, "input"),
                named(shared, own, "columns"),
                named(shared, own, "values"),
                words(shared, own),
                texts(shared, own, "fields"),
                idPattern == null ? null : pattern(idPattern));
    }

    private static @Nullable String text(JsonNode shared, JsonNode own, String key) {
        return own.path(key).asText(shared.path(key).asText(null));
    }

    private static Map<String, String> texts(JsonNode shared, JsonNode own, String key) {
        var texts = new LinkedHashMap<String, String>();
        shared.path(key).properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
        own.path(key).properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
        return texts;
    }

    private static Map<String, String> named(JsonNode shared, JsonNode own, String key) {
        Map<String, String> texts = texts(shared, own, key);
        texts.keySet().forEach(name -> requireKnown(key, name));
        return texts;
    }

    private static Map<String, Map<String, String>> words(JsonNode shared, JsonNode own) {
        JsonNode sharedWords = shared.path("words");
        JsonNode ownWords = own.path("words");
        var names = new TreeSet<String>();
        sharedWords.fieldNames().forEachRemaining(names::add);
        ownWords.fieldNames().forEachRemaining(names::add);
        names.forEach(name -> requireKnown("words", name));
        return names.stream()
                .collect(
                        Collectors.toMap(name -> name, name -> texts(sharedWords, ownWords, name)));
    }

    private static void requireKnown(String key, String name) {
        if (!RowNames.ALL.contains(name)) {
            throw new IllegalArgumentException(
                    "is invalid at '"
                            + key
                            + "' of 'transcript': "
                            + UnknownNameException.message("value", name, "", RowNames.ALL));
        }
    }

    private static IdPattern pattern(String written) {
        try {
            return new IdPattern(written);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "is invalid at 'id-pattern' of 'transcript': it " + e.getMessage(), e);
        }
    }
}
