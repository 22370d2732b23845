package dev.inward.verdict;

import dev.inward.verdict.figures.Bounds;
import java.util.Locale;
import java.util.Optional;

/** Explains why missing answers leave a claim open that the other items would decide. */
final class MissingAnswers {

    private MissingAnswers() {}

    /**
     * Returns the judgement of a claim that only the missing answers leave open; empty if the
     * complete items leave it open too, or if all bounds are below the threshold.
     *
     * @param figure the figure as a noun phrase, such as "the advantage"
     * @param bounds its bounds, of which the lower one is not above the threshold
     * @param missing the number of items that lack an answer
     */
    static Optional<Judgement> undecided(
            String figure, Bounds bounds, double threshold, int missing) {
        Bounds complete = bounds.ofCompleteItems();
        boolean isDecidedByComplete = complete.isAbove(threshold) || complete.isBelow(threshold);
        if (!isDecidedByComplete || bounds.upper() < threshold) {
            return Optional.empty();
        }
        return Optional.of(
                Judgement.undecidable(
                        String.format(
                                Locale.ROOT,
                                "%s lies between %+.3f and %+.3f on the items with all answers. But %d items lack an answer. With any answers to them it lies between %+.3f and %+.3f, on both sides of %+.3f. Repeat the run: it asks for the missing answers again.",
                                figure,
                                complete.lower(),
                                complete.upper(),
                                missing,
                                bounds.lower(),
                                bounds.upper(),
                                threshold)));
    }
}
