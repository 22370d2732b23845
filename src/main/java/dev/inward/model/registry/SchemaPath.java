package dev.inward.model.registry;

import com.fasterxml.jackson.core.JsonPointer;
import com.networknt.schema.JsonNodePath;
import java.util.ArrayList;
import java.util.List;

/**
 * What a complaint about a models file is about.
 *
 * @param pointer where it is in the tree
 * @param keys the keys on the way to it, without the numbers of elements
 * @param isElement whether it is an element of a list
 */
record SchemaPath(JsonPointer pointer, List<String> keys, boolean isElement) {

    static SchemaPath at(JsonNodePath path) {
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
        return new SchemaPath(pointer, List.copyOf(keys), isElement);
    }

    /** Whether this may be a key or password, as a header may. */
    boolean isSecret() {
        return keys.size() > 2 && keys.get(2).equals("headers");
    }

    /** Returns " of model 'gpt'", or nothing for the file itself. */
    String whose() {
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
