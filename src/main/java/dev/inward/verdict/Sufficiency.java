package dev.inward.verdict;

import dev.inward.study.Comparison;
import dev.inward.study.ScoredItem;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether a comparison holds enough to decide anything at all. */
final class Sufficiency {

    /** With fewer clusters than this the normal quantile is too narrow to decide anything. */
    private static final int FEWEST_CLUSTERS = 30;

    /** Above this share of missing answers nothing is decided. */
    private static final double MOST_MISSING = 0.01;

    private Sufficiency() {}

    /** What is lacking, or nothing. */
    static Optional<Judgement> lack(Comparison comparison, Optional<Figures> figures) {
        int missing = comparison.missing();
        int asked = comparison.items().size() + comparison.missingBehaviours();
        if (missing > MOST_MISSING * asked) {
            return inconclusive(
                    "%d of %d items have no answer (%.1f %%), and above 1 %% nothing is decided; the first says: %s",
                    missing, asked, 100.0 * missing / asked, firstReason(comparison));
        }
        if (figures.isEmpty()) {
            return inconclusive(
                    "the property is defined on none of the target's %d answers",
                    comparison.undefined());
        }
        int clusters = figures.get().difference().clusters();
        if (clusters < FEWEST_CLUSTERS) {
            return Optional.of(
                    Judgement.inconclusive(
                            "there are %d prompts, and with fewer than %d bounds cannot be trusted"
                                    .formatted(clusters, FEWEST_CLUSTERS),
                            OptionalLong.of(FEWEST_CLUSTERS)));
        }
        return Optional.empty();
    }

    private static String firstReason(Comparison comparison) {
        return comparison.items().stream()
                .filter(item -> !item.isComplete())
                .findFirst()
                .map(Sufficiency::reason)
                .orElse("the target was not reached at object level");
    }

    private static String reason(ScoredItem item) {
        return (item.self().outcome().isMissing() ? item.self() : item.cross()).answer();
    }

    private static Optional<Judgement> inconclusive(String reason, Object... figures) {
        return Optional.of(
                Judgement.inconclusive(
                        String.format(Locale.ROOT, reason, figures), OptionalLong.empty()));
    }
}
