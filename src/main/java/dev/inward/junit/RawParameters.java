package dev.inward.junit;

import dev.inward.UnknownNameException;
import dev.inward.model.registry.Overrides;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Configuration parameters as they were given.
 *
 * @param texts what was given, by full name
 */
record RawParameters(Map<String, String> texts) {

    private static final String PREFIX = "inward.";

    /** What stands before the name of a model and one of its keys. */
    private static final String MODELS = PREFIX + "models.";

    private static final List<String> KNOWN =
            Stream.of(
                            "target",
                            "predictors",
                            "items",
                            "margin",
                            "confidence",
                            "seed",
                            "samples",
                            "sequential",
                            "framing",
                            "simulation",
                            "classifiers",
                            "split",
                            "inconclusive",
                            "evals",
                            "reports",
                            "home",
                            "store",
                            "mode",
                            "cassettes",
                            "budget",
                            "max-calls",
                            "plan",
                            "batch",
                            "baseline",
                            "baseline.write",
                            "regression-margin",
                            "cells")
                    .map(PREFIX::concat)
                    .toList();

    /** Reads them from where JUnit keeps them: {@code lookup} finds one by its full name. */
    static RawParameters read(Function<String, Optional<String>> lookup) {
        var given = new TreeMap<String, String>();
        for (String name : KNOWN) {
            lookup.apply(name)
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> given.put(name, text));
        }
        return new RawParameters(Map.copyOf(given));
    }

    /** Refuses a parameter that nothing reads: a misspelt one would be ignored in silence. */
    static void refuseUnknown(Collection<String> names) {
        names.stream()
                .filter(
                        name ->
                                name.startsWith(PREFIX)
                                        && !name.startsWith(MODELS)
                                        && !KNOWN.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(
                        name -> {
                            throw new UnknownNameException(
                                    "configuration parameter", name, "", KNOWN);
                        });
    }

    /**
     * What takes the place of keys of the models file: {@code inward.models.NAME.KEY}.
     *
     * @param properties the names of system properties, which can be listed
     * @param lookup finds any configuration parameter
     */
    static Overrides overrides(
            Collection<String> properties, Function<String, Optional<String>> lookup) {
        return new Overrides(
                properties.stream()
                        .filter(name -> name.startsWith(MODELS))
                        .map(name -> name.substring(MODELS.length()))
                        .sorted()
                        .toList(),
                name -> lookup.apply(MODELS + name));
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(PREFIX + name));
    }

    Optional<List<String>> names(String name) {
        return text(name)
                .map(text -> Arrays.stream(text.split(",", -1)).map(String::strip).toList());
    }

    /**
     * Reads a parameter.
     *
     * @param expected what it takes, as it follows "expected"
     * @param parse throws an {@link IllegalArgumentException} where the text is something else
     */
    <T> Optional<T> parsed(String name, String expected, Function<String, T> parse) {
        return text(name)
                .map(
                        text -> {
                            try {
                                return parse.apply(text);
                            } catch (IllegalArgumentException e) {
                                throw new IllegalArgumentException(
                                        "the configuration parameter %s%s is '%s'; expected %s"
                                                .formatted(PREFIX, name, text, expected),
                                        e);
                            }
                        });
    }

    /** Reads a parameter that is true or false. */
    boolean isTrue(String name, boolean otherwise) {
        return parsed(
                        name,
                        "'true' or 'false'",
                        text ->
                                switch (text) {
                                    case "true" -> true;
                                    case "false" -> false;
                                    default -> throw new IllegalArgumentException(text);
                                })
                .orElse(otherwise);
    }

    /**
     * The command that runs the same with answers recorded. Headers may be secret, and stay out.
     */
    String recordingCommand(Overrides overrides) {
        var options = new TreeMap<>(texts);
        options.put(PREFIX + "mode", "record");
        for (String name : overrides.names()) {
            if (!name.contains(".headers.")) {
                overrides.lookup().apply(name).ifPresent(text -> options.put(MODELS + name, text));
            }
        }
        var command = new StringBuilder("mvn test");
        options.forEach((name, text) -> command.append(" '-D%s=%s'".formatted(name, text)));
        return command.toString();
    }
}
