package dev.inward.model.registry;

import dev.inward.model.QuerySecrets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A model that needs no entry in the models file, because its name says everything: {@code
 * openai:gpt-4o-2024-08-06}, or {@code https://host/v1#model-id} for a server with OpenAI's chat
 * completions API.
 *
 * @param provider the name of the provider
 * @param settings the id of the model and, if the name has it, the base URL
 */
record ModelAddress(String provider, Map<String, String> settings) {

    private static final List<String> PROVIDERS = List.of("openai", "anthropic", "gemini");

    /** Returns the equivalent entry of the models file. */
    Map<String, String> entry() {
        var entry = new HashMap<>(settings);
        entry.put("provider", provider);
        return entry;
    }

    /**
     * Parses a name; empty if it is not an address.
     *
     * @throws IllegalArgumentException if the address holds a key or a password: a name stands in
     *     every report
     */
    static Optional<ModelAddress> parse(String name) {
        if (name.startsWith("http://") || name.startsWith("https://")) {
            if (QuerySecrets.isIn(name)) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "the model '%s' has a key or a password in its name, and a name stands in every report; write an entry in models.yaml with this 'base-url', and give its name",
                                QuerySecrets.maskedIn(name)));
            }
            int hash = name.lastIndexOf('#');
            return hash < 0 || hash == name.length() - 1
                    ? Optional.empty()
                    : Optional.of(
                            new ModelAddress(
                                    "openai",
                                    Map.of(
                                            "base-url", name.substring(0, hash),
                                            "id", name.substring(hash + 1))));
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
