package dev.inward.junit;

import dev.inward.InwardParameters;
import dev.inward.Margin;
import dev.inward.cache.AnswerMode;
import dev.inward.model.BatchMode;
import dev.inward.model.budget.Budget;
import dev.inward.study.stage.Stage;
import dev.inward.verdict.RegressionClaim;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The configuration of a run, parsed and checked. Evals with equal configurations belong to the
 * same run.
 *
 * @param raw the parameters as text
 * @param environment the environment variables
 */
record RunConfiguration(RawParameters raw, Map<String, String> environment) {

    /** Maven reads the profile. A misspelled one would have no effect, so it is an error here. */
    RunConfiguration {
        raw.parsed(
                InwardParameters.PROFILE,
                "'full'",
                text -> {
                    if (!text.equals("full")) {
                        throw new IllegalArgumentException(text);
                    }
                    return text;
                });
    }

    /**
     * Reads the configuration.
     *
     * @param lookup finds a parameter in JUnit's configuration by its full name
     */
    static RunConfiguration read(Function<String, Optional<String>> lookup) {
        return new RunConfiguration(RawParameters.read(lookup), System.getenv());
    }

    Path evals() {
        return Path.of(raw.text(InwardParameters.EVALS).orElse("evals"));
    }

    Path reports() {
        return Path.of(raw.text(InwardParameters.REPORTS).orElse("reports"));
    }

    /** Returns the name of the run; empty if the program that starts the JVM defines the run. */
    Optional<String> run() {
        return raw.text(InwardParameters.RUN);
    }

    /** Returns the folder that keeps paid results between runs. */
    Path home() {
        return raw.text(InwardParameters.HOME)
                .or(() -> Optional.ofNullable(environment.get(InwardParameters.HOME_VARIABLE)))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "inward"));
    }

    /** Returns the file of the answer store. */
    Path store() {
        return raw.text(InwardParameters.STORE)
                .map(Path::of)
                .orElseGet(() -> home().resolve("answers.db"));
    }

    /** Returns what reports say about the run. A wrong value is shown as it is. */
    SortedMap<String, String> settings() {
        var settings = new TreeMap<String, String>();
        settings.put("mode", raw.text(InwardParameters.MODE).orElse("live"));
        settings.put("store", store().toString());
        raw.text(InwardParameters.SEED).ifPresent(seed -> settings.put("seed", seed));
        raw.text(InwardParameters.BASELINE).ifPresent(it -> settings.put("baseline", it));
        return settings;
    }

    /** Returns the folder of recorded answers. */
    Path cassettes() {
        return raw.text(InwardParameters.CASSETTES)
                .map(Path::of)
                .orElseGet(() -> evals().resolve("cassettes"));
    }

    AnswerMode mode() {
        return raw.parsed(
                        InwardParameters.MODE,
                        "'live' (the default), 'record', 'replay' or 'refresh'",
                        text -> AnswerMode.valueOf(text.toUpperCase(Locale.ROOT)))
                .orElse(AnswerMode.LIVE);
    }

    Budget budget() {
        return new Budget(
                raw.parsed(
                                InwardParameters.BUDGET,
                                "an amount of money of at least 0, such as 5.00",
                                RunConfiguration::parseMoney)
                        .orElse(null),
                raw.parsed(
                                InwardParameters.MAX_CALLS,
                                "a whole number of at least 0",
                                RunConfiguration::parseCalls)
                        .orElse(null));
    }

    private static BigDecimal parseMoney(String text) {
        var money = new BigDecimal(text);
        if (money.signum() < 0) {
            throw new IllegalArgumentException(text);
        }
        return money;
    }

    private static long parseCalls(String text) {
        long calls = Long.parseLong(text);
        if (calls < 0) {
            throw new IllegalArgumentException(text);
        }
        return calls;
    }

    /** Returns the baseline that the run is compared with. */
    Optional<Path> baseline() {
        return raw.text(InwardParameters.BASELINE).map(Path::of);
    }

    /** Returns the baseline that the run writes. */
    Optional<Path> baselineToWrite() {
        return raw.text(InwardParameters.BASELINE_WRITE).map(Path::of);
    }

    boolean isSequential() {
        return raw.isTrue(InwardParameters.SEQUENTIAL, false);
    }

    /** Returns how far an advantage may fall from the baseline to this run. */
    Margin regressionMargin() {
        return raw.parsed(
                        InwardParameters.REGRESSION_MARGIN,
                        "a difference of accuracies of at least 0 and below 1, such as 0.05",
                        text ->
                                new RegressionClaim(new Margin(Double.parseDouble(text)))
                                        .tolerance())
                .orElse(Margin.percentagePoints(5));
    }

    /** Returns the names of the judges; empty if the models file decides. */
    Optional<List<String>> judges() {
        return raw.names(InwardParameters.JUDGES);
    }

    /** Returns the number of eval invocations that the run must execute at least. */
    Optional<Integer> expectedCells() {
        return raw.parsed(
                InwardParameters.EXPECTED_CELLS,
                "a whole number of at least 1",
                RunConfiguration::parseExpectedCells);
    }

    private static int parseExpectedCells(String text) {
        int cells = Integer.parseInt(text);
        if (cells < 1) {
            throw new IllegalArgumentException(text);
        }
        return cells;
    }

    /** Returns whether a run that executes no eval is an error. */
    boolean isExpectingCells() {
        return raw.text(InwardParameters.EXPECTED_CELLS).isPresent()
                || raw.text(InwardParameters.BASELINE).isPresent();
    }

    /** Returns whether the run estimates its calls and calls no model. */
    boolean isPlanOnly() {
        return raw.isTrue(InwardParameters.PLAN, false);
    }

    /** Returns the stage after which studies stop; empty if they do not. */
    Optional<Stage> until() {
        return raw.parsed(InwardParameters.UNTIL, String.join(", ", Stage.keys()), Stage::ofKey);
    }

    /** Returns whether the run ends before any claim is judged. */
    boolean isWithoutVerdicts() {
        return isPlanOnly() || until().isPresent();
    }

    BatchMode batchMode() {
        if (!raw.isTrue(InwardParameters.BATCH, false)) {
            return BatchMode.OFF;
        }
        return mode() == AnswerMode.REFRESH ? BatchMode.ANEW : BatchMode.ON;
    }

    /** Returns whether an inconclusive verdict fails its test; by default only on a CI server. */
    boolean isInconclusiveFailure() {
        return raw.parsed(
                        InwardParameters.INCONCLUSIVE,
                        "'fail' or 'abort'",
                        text ->
                                switch (text) {
                                    case "fail" -> true;
                                    case "abort" -> false;
                                    default -> throw new IllegalArgumentException(text);
                                })
                .orElseGet(() -> "true".equals(environment.get("CI")));
    }
}
