package dev.inward.supplied;

import dev.inward.UnknownNameException;
import dev.inward.model.ModelSpecification;
import java.util.List;
import java.util.Locale;

/**
 * The entry of a model in the models file that names a supplier class.
 *
 * <p>Immutable and thread-safe.
 *
 * @param supplier the class that supplies the model
 * @param concurrency the maximum number of calls in flight, at least 1
 */
public record SupplierEntry(SupplierClass supplier, int concurrency) {

    private static final List<String> KNOWN_KEYS =
            List.of(
                    "supplier",
                    "concurrency",
                    "lineage.base",
                    "lineage.trained-on",
                    "reasoning-tags");
    private static final String DEFAULT_CONCURRENCY = "16";

    /**
     * Reads an entry.
     *
     * @param specification the entry
     * @return what it says
     * @throws IllegalArgumentException if a key is unknown, missing or wrong
     */
    public static SupplierEntry of(ModelSpecification specification) {
        for (String key : specification.settings().keySet()) {
            if (!KNOWN_KEYS.contains(key)) {
                throw new UnknownNameException(
                        "key",
                        key,
                        " of model '" + specification.name() + "' in models.yaml",
                        KNOWN_KEYS);
            }
        }
        int concurrency = concurrency(specification);
        return new SupplierEntry(
                new SupplierClass(specification.name(), specification.requiredSetting("supplier")),
                concurrency);
    }

    /**
     * Checks that an optional library is there.
     *
     * @param specification the entry of the model that needs it
     * @param library its name, such as LangChain4j
     * @param type a class of it
     * @param advice what to add to the class path, as a whole sentence
     * @throws IllegalArgumentException if the library is not on the class path
     */
    public static void requireLibrary(
            ModelSpecification specification, String library, String type, String advice) {
        try {
            Class.forName(type, false, SupplierEntry.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "Model '%s' needs %s, but %s is not on the class path. %s",
                            specification.name(),
                            library,
                            type,
                            advice),
                    e);
        }
    }

    private static int concurrency(ModelSpecification specification) {
        String configured =
                specification.settings().getOrDefault("concurrency", DEFAULT_CONCURRENCY);
        try {
            int concurrency = Integer.parseInt(configured);
            if (concurrency >= 1) {
                return concurrency;
            }
        } catch (NumberFormatException e) {
            // The exception below covers this case too.
        }
        throw new IllegalArgumentException(
                String.format(
                        Locale.ROOT,
                        "Model '%s' has 'concurrency: %s' in models.yaml; expected a whole number of at least 1.",
                        specification.name(),
                        configured));
    }
}
