package dev.inward.junit;

import dev.inward.InwardParameters;
import dev.inward.UnknownNameException;
import dev.inward.model.registry.Overrides;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The configuration parameters of a run as text. Their names are in {@link InwardParameters}.
 *
 * @param texts the text of each parameter that is set, by full name
 */
record RawParameters(Map<String, String> texts) {

    /**
     * Reads all parameters. A parameter with an empty text counts as not set.
     *
     * @param lookup finds a parameter in JUnit's configuration by its full name
     */
    static RawParameters read(Function<String, Optional<String>> lookup) {
        var texts = new TreeMap<String, String>();
        for (String name : InwardParameters.names()) {
            lookup.apply(name)
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> texts.put(name, text));
        }
        return new RawParameters(Map.copyOf(texts));
    }

    /**
     * Rejects unknown parameters, because a misspelled one would have no effect.
     *
     * @param names the names of system properties
     */
    static void requireKnown(Collection<String> names) {
        names.stream()
                .filter(
                        name ->
                                name.startsWith(InwardParameters.PREFIX)
                                        && !name.startsWith(InwardParameters.MODELS_PREFIX)
                                        && !InwardParameters.names().contains(name))
                .sorted()
                .findFirst()
                .ifPresent(
                        name -> {
                            throw new UnknownNameException(
                                    "configuration parameter", name, "", InwardParameters.names());
                        });
    }

    /**
     * Returns the parameters that override keys of the models file: {@code inward.models.NAME.KEY}.
     *
     * @param properties the names of system properties; JUnit cannot list other parameters
     * @param lookup finds a parameter in JUnit's configuration by its full name
     */
    static Overrides overrides(
            Collection<String> properties, Function<String, Optional<String>> lookup) {
        return new Overrides(
                properties.stream()
                        .filter(name -> name.startsWith(InwardParameters.MODELS_PREFIX))
                        .map(name -> name.substring(InwardParameters.MODELS_PREFIX.length()))
                        .sorted()
                        .toList(),
                name -> lookup.apply(InwardParameters.MODELS_PREFIX + name));
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    Optional<List<String>> names(String name) {
        return text(name)
                .map(text -> Arrays.stream(text.split(",", -1)).map(String::strip).toList());
    }

    /**
     * Parses a parameter.
     *
     * @param expected the allowed values, as the words after "expected" in the error message
     * @param parse throws an {@link IllegalArgumentException} if the text is not allowed
     */
    <T> Optional<T> parsed(String name, String expected, Function<String, T> parse) {
        return text(name)
                .map(
                        text -> {
                            try {
                                return parse.apply(text);
                            } catch (IllegalArgumentException e) {
                                throw new IllegalArgumentException(
                                        String.format(
                                                Locale.ROOT,
                                                "the configuration parameter %s is '%s'; expected %s",
                                                name,
                                                text,
                                                expected),
                                        e);
                            }
                        });
    }

    boolean isTrue(String name, boolean defaultValue) {
        return parsed(
                        name,
                        "'true' or 'false'",
                        text ->
                                switch (text) {
                                    case "true" -> true;
                                    case "false" -> false;
                                    default -> throw new IllegalArgumentException(text);
                                })
                .orElse(defaultValue);
    }
}
