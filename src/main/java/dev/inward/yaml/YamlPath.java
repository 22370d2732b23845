package dev.inward.yaml;

import com.fasterxml.jackson.core.JsonPointer;
import com.networknt.schema.JsonNodePath;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The path of a value in a YAML file.
 *
 * @param pointer the path as a JSON Pointer
 * @param keys the keys of the path, without the indexes of list elements; copied
 * @param indexes the indexes of the list elements of the path, counted from 0; copied
 * @param isElement whether the value is an element of a list
 * @since 0.1
 */
@API(status = Status.INTERNAL, since = "0.1")
public record YamlPath(
        JsonPointer pointer, List<String> keys, List<Integer> indexes, boolean isElement) {

    /**
     * Copies the lists.
     *
     * @param pointer the path as a JSON Pointer
     * @param keys the keys of the path, without the indexes of list elements; copied
     * @param indexes the indexes of the list elements of the path, counted from 0; copied
     * @param isElement whether the value is an element of a list
     */
    public YamlPath {
        keys = List.copyOf(keys);
        indexes = List.copyOf(indexes);
    }

    static YamlPath of(JsonNodePath path) {
        JsonPointer pointer = JsonPointer.empty();
        var keys = new ArrayList<String>();
        var indexes = new ArrayList<Integer>();
        boolean isElement = false;
        for (int i = 0; i < path.getNameCount(); i++) {
            isElement = path.getElement(i) instanceof Integer;
            if (path.getElement(i) instanceof Integer index) {
                pointer = pointer.appendIndex(index);
                indexes.add(index);
            } else {
                keys.add(path.getElement(i).toString());
                pointer = pointer.appendProperty(path.getElement(i).toString());
            }
        }
        return new YamlPath(pointer, keys, indexes, isElement);
    }

    /**
     * Returns the number of the first list element of the path.
     *
     * @return the number, counted from 1; empty if the path has no list element
     */
    public OptionalInt number() {
        return indexes.isEmpty() ? OptionalInt.empty() : OptionalInt.of(indexes.get(0) + 1);
    }
}
