package dev.inward.property.definition;

import dev.inward.property.BehavioralProperties;
import dev.inward.property.BehavioralProperty;
import dev.inward.property.PropertyProvider;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;

/** The properties that a project adds to those that ship. */
public final class OwnProperties {

    private OwnProperties() {}

    /**
     * Returns the properties of the properties file, and those of each {@link PropertyProvider}.
     *
     * @param file the properties file; it need not exist
     * @return the properties by name, those of the file first
     * @throws IllegalArgumentException if the file is invalid, a name is given twice, or a provider
     *     throws an exception
     * @throws java.util.ServiceConfigurationError if a provider cannot be created
     */
    public static Map<String, BehavioralProperty> of(Path file) {
        var properties = new LinkedHashMap<>(PropertyFile.read(file));
        for (PropertyProvider provider : ServiceLoader.load(PropertyProvider.class)) {
            for (BehavioralProperty property : properties(provider)) {
                String name = property.name();
                if (BehavioralProperties.find(name).isPresent()) {
                    throw taken(provider, name, "one that ships");
                }
                if (properties.put(name, property) != null) {
                    throw taken(provider, name, "another one of this project");
                }
            }
        }
        return properties;
    }

    private static List<BehavioralProperty> properties(PropertyProvider provider) {
        try {
            return List.copyOf(provider.properties());
        } catch (RuntimeException failure) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the provider %s, named in META-INF/services/%s, returned no properties: %s. Correct its method properties().",
                            provider.getClass().getName(),
                            PropertyProvider.class.getName(),
                            failure),
                    failure);
        }
    }

    private static IllegalArgumentException taken(
            PropertyProvider provider, String name, String owner) {
        return new IllegalArgumentException(
                String.format(
                        Locale.ROOT,
                        "the provider %s has the property '%s', which has the name of %s. Choose another name.",
                        provider.getClass().getName(),
                        name,
                        owner));
    }
}
