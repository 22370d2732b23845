package dev.inward.junit;

import dev.inward.Margin;
import dev.inward.UnknownNameException;
import dev.inward.cache.AnswerMode;
import dev.inward.model.Batching;
import dev.inward.model.Budget;
import dev.inward.model.Overrides;
import dev.inward.verdict.RegressionClaim;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The configuration parameters of a run, read and checked. Runs with equal ones are one run.
 *
 * @param given what was given, by full name
 * @param environment the environment variables
 */
record Parameters(Map<String, String> given, Map<String, String> environment) {

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
    static Parameters read(Function<String, Optional<String>> lookup) {
        var given = new TreeMap<String, String>();
        for (String name : KNOWN) {
            lookup.apply(name)
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> given.put(name, text));
        }
        return new Parameters(Map.copyOf(given), System.getenv());
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

    Path evals() {
        return Path.of(text("evals").orElse("evals"));
    }

    Path reports() {
        return Path.of(text("reports").orElse("reports"));
    }

    /** Where what was paid for is kept between runs. */
    Path home() {
        return text("home")
                .or(() -> Optional.ofNullable(environment.get("INWARD_HOME")))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "inward"));
    }

    /** Where answers are kept between runs. */
    Path store() {
        return text("store").map(Path::of).orElseGet(() -> home().resolve("answers.db"));
    }

    /** Where answers are recorded for version control. */
    Path cassettes() {
        return text("cassettes").map(Path::of).orElseGet(() -> evals().resolve("cassettes"));
    }

    /** What is done about answers that are kept, and about those that are not. */
    AnswerMode mode() {
        return parsed(
                        "mode",
                        "'live' (the default), 'record', 'replay' or 'refresh'",
                        text -> AnswerMode.valueOf(text.toUpperCase(Locale.ROOT)))
                .orElse(AnswerMode.LIVE);
    }

    /** What may be spent. */
    Budget budget() {
        return new Budget(
                parsed("budget", "an amount of money such as 5.00", Parameters::money).orElse(null),
                parsed("max-calls", "a whole number of at least 0", Parameters::calls)
                        .orElse(null));
    }

    private static BigDecimal money(String text) {
        var money = new BigDecimal(text);
        if (money.signum() < 0) {
            throw new IllegalArgumentException(text);
        }
        return money;
    }

    private static long calls(String text) {
        long calls = Long.parseLong(text);
        if (calls < 0) {
            throw new IllegalArgumentException(text);
        }
        return calls;
    }

    /** The baseline that the run is held against. */
    Optional<Path> baseline() {
        return text("baseline").map(Path::of);
    }

    /** The baseline that the run writes. */
    Optional<Path> baselineToWrite() {
        return text("baseline.write").map(Path::of);
    }

    /** Whether each comparison stops as soon as it is decided. */
    boolean isSequential() {
        return isTrue("sequential", false);
    }

    /** What an advantage may fall by from the baseline to this run. */
    Margin regressionMargin() {
        return parsed(
                        "regression-margin",
                        "a difference of accuracies of at least 0 and below 1, such as 0.05",
                        text -> new RegressionClaim(new Margin(Double.parseDouble(text))).by())
                .orElse(Margin.percentagePoints(5));
    }

    /** The fewest eval invocations that the run has to execute. */
    Optional<Integer> cells() {
        return parsed("cells", "a whole number of at least 1", Parameters::cells);
    }

    private static int cells(String text) {
        int cells = Integer.parseInt(text);
        if (cells < 1) {
            throw new IllegalArgumentException(text);
        }
        return cells;
    }

    /** Whether a run that executes nothing is one all the same. */
    boolean expectsCells() {
        return text("cells").isPresent() || text("baseline").isPresent();
    }

    /** Whether the run is only planned, and nobody is asked. */
    boolean isPlan() {
        return isTrue("plan", false);
    }

    /** Whether answers may take a day where they are cheaper for that. */
    Batching batching() {
        if (!isTrue("batch", false)) {
            return Batching.OFF;
        }
        return mode() == AnswerMode.REFRESH ? Batching.ANEW : Batching.ON;
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
        var options = new TreeMap<>(given);
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

    /** Whether an inconclusive verdict fails its eval: by default where CI gates, else not. */
    boolean inconclusiveFails() {
        return parsed(
                        "inconclusive",
                        "'fail' or 'abort'",
                        text ->
                                switch (text) {
                                    case "fail" -> true;
                                    case "abort" -> false;
                                    default -> throw new IllegalArgumentException(text);
                                })
                .orElseGet(() -> "true".equals(environment.get("CI")));
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(given.get(PREFIX + name));
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
}
