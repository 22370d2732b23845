package dev.inward.verdict;

import dev.inward.Margin;
import dev.inward.statistics.ClusteredMean;
import dev.inward.verdict.figures.Bounds;
import dev.inward.verdict.figures.Figures;
import dev.inward.verdict.figures.ItemsToSettle;
import java.util.Locale;
import java.util.OptionalLong;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Claims that self-prediction beats cross-prediction by more than a margin.
 *
 * <p>PASS if the one-sided lower bound of (self − cross) exceeds the margin and that of (self −
 * baseline) exceeds 0: both must hold, each at the full level (intersection-union test, Berger
 * 1982). FAIL if the upper bound of (self − cross) is below the margin. Otherwise INCONCLUSIVE.
 *
 * @param by the margin
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record IntrospectionClaim(Margin by) implements ComparisonClaim {

    @Override
    public String wording() {
        return "self-prediction to beat cross-prediction by at least " + by;
    }

    @Override
    public double margin() {
        return by.fraction();
    }

    /** The greater of the two, since both parts have to hold. */
    @Override
    public double p(Measurement measured) {
        Figures figures = measured.figures();
        return Math.max(figures.advantageBounds().p(margin()), figures.baselineBounds().p(0));
    }

    @Override
    public Judgement judge(Measurement measured) {
        Figures figures = measured.figures();
        double lower = figures.advantageBounds().lower();
        double upper = figures.advantageBounds().upper();
        if (upper < margin()) {
            return Judgement.fail(
                    say(
                            "the advantage is at most %+.3f, below the margin of %+.3f",
                            upper, margin()));
        }
        if (lower <= margin()) {
            return Judgement.inconclusive(
                    say(
                            "the advantage lies between %+.3f and %+.3f, on both sides of the margin of %+.3f",
                            lower, upper, margin()),
                    ItemsToSettle.of(figures.difference(), margin(), figures.confidence()));
        }
        ClusteredMean aboveBaseline = figures.aboveBaseline();
        double above = figures.baselineBounds().lower();
        if (above <= 0) {
            return Judgement.inconclusive(
                    say(
                            "the advantage is at least %+.3f, but self-prediction is not shown to beat always answering the most frequent value: it may be %+.3f from it",
                            lower, above),
                    aboveBaseline.estimate() > 0
                            ? ItemsToSettle.of(aboveBaseline, 0, figures.confidence())
                            : OptionalLong.empty());
        }
        return Judgement.pass(
                say("the advantage is at least %+.3f, above the margin of %+.3f", lower, margin()));
    }

    /** Whether it would be PASS or FAIL; asked after every batch of items, and quick for that. */
    boolean isDecided(Figures figures) {
        Bounds advantage = figures.advantageBounds();
        return advantage.isBelow(margin())
                || (advantage.isAbove(margin()) && figures.baselineBounds().isAbove(0));
    }

    private static String say(String sentence, Object... figures) {
        return String.format(Locale.ROOT, sentence, figures);
    }
}
