package dev.inward.task;

import dev.inward.yaml.KeyNames;
import dev.inward.yaml.PathNames;
import dev.inward.yaml.YamlPath;
import java.util.List;

/** The words for the values of a task file. */
final class TaskNames implements PathNames {

    private static final PathNames KEYS = new KeyNames();

    @Override
    public String name(YamlPath path) {
        List<String> keys = path.keys();
        if (keys.isEmpty() || path.number().isEmpty() || !keys.get(0).equals("items")) {
            return KEYS.name(path);
        }
        int number = path.number().getAsInt();
        return keys.size() == 1
                ? "item " + number
                : "'" + String.join(".", keys.subList(1, keys.size())) + "' of item " + number;
    }

    @Override
    public String ownerPhrase(YamlPath path) {
        return path.keys().isEmpty() ? "" : " of " + name(path);
    }
}
