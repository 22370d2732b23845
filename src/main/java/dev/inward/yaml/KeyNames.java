package dev.inward.yaml;

import java.util.List;

/** Words for the values of a file whose keys say enough: {@code 'a.b'}, or an element of it. */
public final class KeyNames implements PathNames {

    @Override
    public String name(YamlPath path) {
        List<String> keys = path.keys();
        if (keys.isEmpty()) {
            return "the file";
        }
        String name = "'" + String.join(".", keys) + "'";
        return path.number().isEmpty()
                ? name
                : "element " + path.number().getAsInt() + " of " + name;
    }

    @Override
    public String ownerPhrase(YamlPath path) {
        return path.keys().isEmpty() ? "" : " of " + name(path);
    }
}
