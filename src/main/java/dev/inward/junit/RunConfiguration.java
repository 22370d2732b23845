package dev.inward.junit;

import dev.inward.Margin;
import dev.inward.cache.AnswerMode;
import dev.inward.model.BatchMode;
import dev.inward.model.budget.Budget;
import dev.inward.verdict.RegressionClaim;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the configuration parameters of a run say, read and checked. Runs with equal ones are one
 * run.
 *
 * @param given the parameters
 * @param environment the environment variables
 */
record RunConfiguration(RawParameters raw, Map<String, String> environment) {

    /** Reads them from where JUnit keeps them: {@code lookup} finds one by its full name. */
    static RunConfiguration read(Function<String, Optional<String>> lookup) {
        return new RunConfiguration(RawParameters.read(lookup), System.getenv());
    }

    Path evals() {
        return Path.of(raw.text("evals").orElse("evals"));
    }

    Path reports() {
        return Path.of(raw.text("reports").orElse("reports"));
    }

    /** Where what was paid for is kept between runs. */
    Path home() {
        return raw.text("home")
                .or(() -> Optional.ofNullable(environment.get("INWARD_HOME")))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "inward"));
    }

    /** Where answers are kept between runs. */
    Path store() {
        return raw.text("store").map(Path::of).orElseGet(() -> home().resolve("answers.db"));
    }

    /** Where answers are recorded for version control. */
    Path cassettes() {
        return raw.text("cassettes").map(Path::of).orElseGet(() -> evals().resolve("cassettes"));
    }

    /** What is done about answers that are kept, and about those that are not. */
    AnswerMode mode() {
        return raw.parsed(
                        "mode",
                        "'live' (the default), 'record', 'replay' or 'refresh'",
                        text -> AnswerMode.valueOf(text.toUpperCase(Locale.ROOT)))
                .orElse(AnswerMode.LIVE);
    }

    /** What may be spent. */
    Budget budget() {
        return new Budget(
                raw.parsed("budget", "an amount of money such as 5.00", RunConfiguration::money)
                        .orElse(null),
                raw.parsed("max-calls", "a whole number of at least 0", RunConfiguration::calls)
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
        return raw.text("baseline").map(Path::of);
    }

    /** The baseline that the run writes. */
    Optional<Path> baselineToWrite() {
        return raw.text("baseline.write").map(Path::of);
    }

    /** Whether each comparison stops as soon as it is decided. */
    boolean isSequential() {
        return raw.isTrue("sequential", false);
    }

    /** What an advantage may fall by from the baseline to this run. */
    Margin regressionMargin() {
        return raw.parsed(
                        "regression-margin",
                        "a difference of accuracies of at least 0 and below 1, such as 0.05",
                        text -> new RegressionClaim(new Margin(Double.parseDouble(text))).by())
                .orElse(Margin.percentagePoints(5));
    }

    /** The fewest eval invocations that the run has to execute. */
    Optional<Integer> expectedCells() {
        return raw.parsed("cells", "a whole number of at least 1", RunConfiguration::expectedCells);
    }

    private static int expectedCells(String text) {
        int cells = Integer.parseInt(text);
        if (cells < 1) {
            throw new IllegalArgumentException(text);
        }
        return cells;
    }

    /** Whether a run that executes nothing is one all the same. */
    boolean expectsCells() {
        return raw.text("cells").isPresent() || raw.text("baseline").isPresent();
    }

    /** Whether the run is only planned, and nobody is asked. */
    boolean isPlan() {
        return raw.isTrue("plan", false);
    }

    /** Whether answers may take a day where they are cheaper for that. */
    BatchMode batchMode() {
        if (!raw.isTrue("batch", false)) {
            return BatchMode.OFF;
        }
        return mode() == AnswerMode.REFRESH ? BatchMode.ANEW : BatchMode.ON;
    }

    /** Whether an inconclusive verdict fails its eval: by default where CI gates, else not. */
    boolean inconclusiveFails() {
        return raw.parsed(
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
}
