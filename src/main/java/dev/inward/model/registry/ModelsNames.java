package dev.inward.model.registry;

import dev.inward.yaml.PathNames;
import dev.inward.yaml.YamlPath;
import java.util.List;
import java.util.Locale;

/** The words for the values of a models file. */
final class ModelsNames implements PathNames {

    @Override
    public String name(YamlPath path) {
        List<String> keys = path.keys();
        String name =
                switch (keys.size()) {
                    case 0 -> "the file";
                    case 1 -> "'" + keys.get(0) + "'";
                    case 2 -> "model '" + keys.get(1) + "'";
                    default ->
                            String.format(
                                    Locale.ROOT,
                                    "'%s' of model '%s'",
                                    String.join(".", keys.subList(2, keys.size())),
                                    keys.get(1));
                };
        return path.isElement() ? "an element of " + name : name;
    }

    @Override
    public String ownerPhrase(YamlPath path) {
        List<String> keys = path.keys();
        return switch (keys.size()) {
            case 0 -> "";
            case 1 -> " of '" + keys.get(0) + "'";
            case 2 -> " of model '" + keys.get(1) + "'";
            default -> " in " + name(path);
        };
    }

    /** A header may contain an API key. */
    @Override
    public boolean isSecret(YamlPath path) {
        return path.keys().size() > 2 && path.keys().get(2).equals("headers");
    }
}
