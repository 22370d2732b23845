package dev.inward.junit;

import dev.inward.verdict.InconclusiveError;
import dev.inward.verdict.Verdict;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Joins what an eval threw with what became of its cell since the baseline. */
final class FailureCombiner {

    private FailureCombiner() {}

    /**
     * What ends the eval: the graver of the two, an error before a failure before an open verdict,
     * with the other suppressed in it; null where neither is.
     */
    static @Nullable Throwable of(@Nullable Throwable own, Optional<Verdict> regression) {
        Throwable since = regression.map(FailureCombiner::thrownBy).orElse(null);
        if (own == null || since == null) {
            return own == null ? since : own;
        }
        Throwable graver = gravity(own) > gravity(since) ? own : since;
        graver.addSuppressed(graver == own ? since : own);
        return graver;
    }

    private static int gravity(Throwable thrown) {
        if (thrown instanceof TestAbortedException) {
            return 0;
        }
        if (thrown instanceof InconclusiveError) {
            return 1;
        }
        return thrown instanceof AssertionError ? 2 : 3;
    }

    private static @Nullable Throwable thrownBy(Verdict verdict) {
        return switch (verdict.decision()) {
            case PASS -> null;
            case FAIL -> new AssertionFailedError(message(verdict));
            case INCONCLUSIVE -> new InconclusiveError(message(verdict));
        };
    }

    private static String message(Verdict verdict) {
        String figures =
                verdict.changeSinceBaseline()
                        .map(
                                change ->
                                        String.format(
                                                Locale.ROOT,
                                                "  advantage %+.3f in the baseline, %+.3f now, on the %d items that have both%n",
                                                change.then().estimate(),
                                                change.now().estimate(),
                                                change.n()))
                        .orElse("");
        return verdict.explanation() + figures;
    }
}
