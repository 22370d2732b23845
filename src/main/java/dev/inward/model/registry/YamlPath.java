package dev.inward.model.registry;

import com.fasterxml.jackson.core.JsonPointer;
import com.networknt.schema.JsonNodePath;
import java.util.ArrayList;
import java.util.List;

/**
 * The path of a value in the models file. Its {@link #toString()} names the value in a message.
 *
 * @param pointer the path as a JSON Pointer
 * @param keys the keys of the path, without the indexes of list elements
 * @param isElement whether the value is an element of a list
 */
record YamlPath(JsonPointer pointer, List<String> keys, boolean isElement) {

    static YamlPath of(JsonNodePath path) {
        JsonPointer pointer = JsonPointer.empty();
        var keys = new ArrayList<String>();
        boolean isElement = false;
        for (int i = 0; i < path.getNameCount(); i++) {
            isElement = path.getElement(i) instanceof Integer;
            if (path.getElement(i) instanceof Integer index) {
                pointer = pointer.appendIndex(index);
            } else {
                keys.add(path.getElement(i).toString());
                pointer = pointer.appendProperty(path.getElement(i).toString());
            }
        }
        return new YamlPath(pointer, List.copyOf(keys), isElement);
    }

    /** Returns whether the value may be a secret: a header may contain an API key. */
    boolean isSecret() {
        return keys.size() > 2 && keys.get(2).equals("headers");
    }

    /** Returns the words after a key of this value, such as " of model 'gpt'". */
    String ownerPhrase() {
        return switch (keys.size()) {
            case 0 -> "";
            case 1 -> " of '" + keys.get(0) + "'";
            case 2 -> " of model '" + keys.get(1) + "'";
            default -> " in " + this;
        };
    }

    @Override
    public String toString() {
        String name =
                switch (keys.size()) {
                    case 0 -> "the file";
                    case 1 -> "'" + keys.get(0) + "'";
                    case 2 -> "model '" + keys.get(1) + "'";
                    default ->
                            "'%s' of model '%s'"
                                    .formatted(
                                            String.join(".", keys.subList(2, keys.size())),
                                            keys.get(1));
                };
        return isElement ? "an element of " + name : name;
    }
}
