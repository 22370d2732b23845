package dev.inward.verdict;

import dev.inward.Margin;
import dev.inward.statistics.ClusteredMean;
import dev.inward.verdict.figures.Bounds;
import dev.inward.verdict.figures.Figures;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The claim that self-prediction is more accurate than cross-prediction by more than a margin.
 *
 * <p>PASS if the one-sided lower bound of (self − cross) exceeds the margin and the lower bound of
 * (self − mode baseline) exceeds 0. Both parts must hold, each at the full level
 * (intersection-union test, Berger 1982). FAIL if the upper bound of (self − cross) is below the
 * margin. Otherwise INCONCLUSIVE. A missing answer counts as the least favourable one for either
 * decision, see {@link Bounds}.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param threshold the margin that the advantage must exceed
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record IntrospectionClaim(Margin threshold) implements ComparisonClaim {

    @Override
    public String wording() {
        return "self-prediction to beat cross-prediction by at least " + threshold;
    }

    @Override
    public double margin() {
        return threshold.fraction();
    }

    /** Returns the larger p-value of the two parts, since both must hold. */
    @Override
    public double p(Measurement measurement) {
        Figures figures = measurement.figures();
        return Math.max(figures.advantageBounds().p(margin()), figures.modeBaselineBounds().p(0));
    }

    @Override
    public Judgement judge(Measurement measurement) {
        Figures figures = measurement.figures();
        double lower = figures.advantageBounds().lower();
        double upper = figures.advantageBounds().upper();
        if (upper < margin()) {
            return Judgement.fail(
                    format(
                            "the advantage is at most %+.3f, below the margin of %+.3f",
                            upper, margin()));
        }
        if (lower <= margin()) {
            return MissingAnswers.undecided(
                            "the advantage", figures.advantageBounds(), margin(), figures.missing())
                    .orElseGet(() -> onBothSides(figures));
        }
        if (figures.modeBaselineBounds().lower() <= 0) {
            return MissingAnswers.undecided(
                            "self-prediction minus the mode baseline",
                            figures.modeBaselineBounds(),
                            0,
                            figures.missing())
                    .orElseGet(() -> notAboveModeBaseline(figures));
        }
        return Judgement.pass(
                format(
                        "the advantage is at least %+.3f, above the margin of %+.3f",
                        lower, margin()));
    }

    private Judgement onBothSides(Figures figures) {
        return Judgement.inconclusive(
                format(
                        "the advantage lies between %+.3f and %+.3f, on both sides of the margin of %+.3f",
                        figures.advantageBounds().lower(),
                        figures.advantageBounds().upper(),
                        margin()),
                Optional.of(
                        ItemsToSettle.of(figures.difference(), margin(), figures.confidence())));
    }

    private static Judgement notAboveModeBaseline(Figures figures) {
        ClusteredMean aboveModeBaseline = figures.aboveModeBaseline();
        return Judgement.inconclusive(
                format(
                        "the advantage is at least %+.3f, but self-prediction is not shown to beat always answering the most frequent value: self-prediction minus the mode baseline may be %+.3f",
                        figures.advantageBounds().lower(), figures.modeBaselineBounds().lower()),
                aboveModeBaseline.estimate() > 0
                        ? Optional.of(ItemsToSettle.of(aboveModeBaseline, 0, figures.confidence()))
                        : Optional.empty());
    }

    /**
     * Returns whether the decision is PASS or FAIL. It is called after each sequential step, so it
     * computes no bounds.
     */
    boolean isDecided(Figures figures) {
        Bounds advantage = figures.advantageBounds();
        return advantage.isBelow(margin())
                || (advantage.isAbove(margin()) && figures.modeBaselineBounds().isAbove(0));
    }

    private static String format(String pattern, Object... figures) {
        return String.format(Locale.ROOT, pattern, figures);
    }
}
