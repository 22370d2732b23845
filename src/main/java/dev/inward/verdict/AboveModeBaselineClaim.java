package dev.inward.verdict;

import dev.inward.verdict.figures.Figures;
import dev.inward.verdict.figures.ItemsToSettle;
import java.util.Locale;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Claims that self-prediction beats always answering the most frequent value of the training rows.
 *
 * <p>PASS if the one-sided lower bound of (self − baseline) exceeds 0, FAIL if its upper bound is
 * below 0, otherwise INCONCLUSIVE. It says nothing about self-knowledge: whoever learned from the
 * same rows may do as well.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record AboveModeBaselineClaim() implements ComparisonClaim {

    @Override
    public String wording() {
        return "self-prediction to beat always answering the most frequent value of the training rows";
    }

    @Override
    public double margin() {
        return 0;
    }

    @Override
    public double p(Measurement measured) {
        Figures figures = measured.figures();
        return figures.baselineBounds().p(0);
    }

    @Override
    public Judgement judge(Measurement measured) {
        Figures figures = measured.figures();
        double lower = figures.baselineBounds().lower();
        double upper = figures.baselineBounds().upper();
        if (lower > 0) {
            return Judgement.pass(
                    String.format(
                            Locale.ROOT,
                            "self-prediction is at least %+.3f above the mode baseline",
                            lower));
        }
        if (upper < 0) {
            return Judgement.fail(
                    String.format(
                            Locale.ROOT,
                            "self-prediction is at most %+.3f, below the mode baseline",
                            upper));
        }
        return Judgement.inconclusive(
                String.format(
                        Locale.ROOT,
                        "self-prediction lies between %+.3f and %+.3f of the mode baseline, on both sides of it",
                        lower,
                        upper),
                ItemsToSettle.of(figures.aboveBaseline(), 0, figures.confidence()));
    }
}
