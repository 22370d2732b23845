package dev.inward.junit;

import dev.inward.verdict.GateVerdict;
import dev.inward.verdict.InconclusiveError;
import dev.inward.verdict.RegressionClaim;
import dev.inward.verdict.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Combines the failure of an eval's own claims with the verdict on its regression. */
final class FailureCombiner {

    private FailureCombiner() {}

    /**
     * Returns the most severe failure, with the others suppressed in it. An error is more severe
     * than a failed claim, and a failed claim more severe than an inconclusive verdict. Of equally
     * severe ones, the first regression counts.
     *
     * @return null if there is no failure
     */
    static @Nullable Throwable combine(
            @Nullable Throwable ownFailure, List<Verdict> regressionVerdicts) {
        List<Throwable> failures =
                Stream.concat(
                                regressionVerdicts.stream().map(FailureCombiner::toThrowable),
                                Stream.ofNullable(ownFailure))
                        .filter(Objects::nonNull)
                        .toList();
        // Of equal ones, maxBy keeps the first.
        Optional<Throwable> primary =
                failures.stream()
                        .reduce(
                                BinaryOperator.maxBy(
                                        Comparator.comparing(FailureCombiner::severity)));
        primary.ifPresent(
                most ->
                        failures.stream()
                                .filter(failure -> failure != most)
                                .forEach(most::addSuppressed));
        return primary.orElse(null);
    }

    private static int severity(Throwable thrown) {
        if (thrown instanceof TestAbortedException) {
            return 0;
        }
        if (thrown instanceof InconclusiveError) {
            return 1;
        }
        return thrown instanceof AssertionError ? 2 : 3;
    }

    private static @Nullable Throwable toThrowable(Verdict verdict) {
        return switch (verdict.decision()) {
            case PASS -> null;
            case FAIL -> new AssertionFailedError(message(verdict));
            // A single cell has too few items to be decided. The claim over all cells decides.
            case INCONCLUSIVE -> new TestAbortedException(message(verdict));
        };
    }

    /**
     * Returns the failure of the claim over all cells of the regression gate.
     *
     * @return null if the claim passed or there is no gate
     */
    static @Nullable Throwable toThrowable(Optional<GateVerdict> gate) {
        return gate.map(
                        verdict ->
                                switch (verdict.decision()) {
                                    case PASS -> null;
                                    case FAIL -> new AssertionFailedError(verdict.explanation());
                                    case INCONCLUSIVE ->
                                            new InconclusiveError(verdict.explanation());
                                })
                .orElse(null);
    }

    private static String message(Verdict verdict) {
        boolean isContrast =
                verdict.claim() instanceof RegressionClaim claim && !claim.measurement().isEmpty();
        String figures =
                verdict.changeSinceBaseline()
                        .map(
                                change ->
                                        String.format(
                                                Locale.ROOT,
                                                isContrast
                                                        ? "  mean %+.3f in the baseline, %+.3f now, on %d items%n"
                                                        : "  advantage %+.3f in the baseline, %+.3f now, on the %d items that both have%n",
                                                change.oldAdvantage().estimate(),
                                                change.newAdvantage().estimate(),
                                                change.n()))
                        .orElse("");
        return verdict.explanation() + figures;
    }
}
