package dev.inward.model.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model given wholly by its name: {@code openai:gpt-4o-2024-08-06}, or {@code
 * https://host/v1#model-id} for a server that speaks chat completions.
 */
record ModelAddress(String provider, Map<String, String> settings) {

    private static final List<String> PROVIDERS = List.of("openai", "anthropic", "gemini");

    /** What the models file would say of it. */
    Map<String, String> entry() {
        var entry = new HashMap<>(settings);
        entry.put("provider", provider);
        return entry;
    }

    /** Reads a name, or nothing where it is no address. */
    static Optional<ModelAddress> parse(String name) {
        if (name.startsWith("http://") || name.startsWith("https://")) {
            int mark = name.lastIndexOf('#');
            return mark < 0 || mark == name.length() - 1
                    ? Optional.empty()
                    : Optional.of(
                            new ModelAddress(
                                    "openai",
                                    Map.of(
                                            "base-url", name.substring(0, mark),
                                            "id", name.substring(mark + 1))));
        }
        int colon = name.indexOf(':');
        return colon > 0
                        && colon < name.length() - 1
                        && PROVIDERS.contains(name.substring(0, colon))
                ? Optional.of(
                        new ModelAddress(
                                name.substring(0, colon), Map.of("id", name.substring(colon + 1))))
                : Optional.empty();
    }
}
