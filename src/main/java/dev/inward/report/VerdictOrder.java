package dev.inward.report;

import dev.inward.study.ComparisonRequest;
import dev.inward.verdict.Verdict;
import java.util.Comparator;

/** The order of verdicts in every report. Two runs of the same evals have the same order. */
final class VerdictOrder {

    static final Comparator<Verdict> COMPARATOR =
            Comparator.comparing((Verdict verdict) -> request(verdict).labels())
                    .thenComparing(verdict -> request(verdict).property().name())
                    .thenComparing(verdict -> request(verdict).target())
                    .thenComparing(verdict -> request(verdict).predictor())
                    .thenComparing(verdict -> verdict.claim().wording(), Comparator.naturalOrder());

    private VerdictOrder() {}

    private static ComparisonRequest request(Verdict verdict) {
        return verdict.evidence().request();
    }
}
