package dev.inward.verdict;

import dev.inward.verdict.figures.Figures;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The claim that self-prediction is more accurate than the mode baseline: the constant answer that
 * is the most frequent value of the training rows.
 *
 * <p>PASS if the one-sided lower bound of (self − mode baseline) is above 0. FAIL if its upper
 * bound is below 0. Otherwise INCONCLUSIVE. The claim is not evidence of self-knowledge, since any
 * predictor that learns from the same rows may pass it.
 *
 * <p>Instances are immutable and thread-safe.
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
    public double p(Measurement measurement) {
        Figures figures = measurement.figures();
        return figures.modeBaselineBounds().p(0);
    }

    @Override
    public Judgement judge(Measurement measurement) {
        Figures figures = measurement.figures();
        double lower = figures.modeBaselineBounds().lower();
        double upper = figures.modeBaselineBounds().upper();
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
                            "self-prediction minus the mode baseline is at most %+.3f, below 0",
                            upper));
        }
        return MissingAnswers.undecided(
                        "self-prediction minus the mode baseline",
                        figures.modeBaselineBounds(),
                        0,
                        figures.missing())
                .orElseGet(() -> onBothSides(figures));
    }

    private static Judgement onBothSides(Figures figures) {
        return Judgement.inconclusive(
                String.format(
                        Locale.ROOT,
                        "self-prediction minus the mode baseline lies between %+.3f and %+.3f, on both sides of 0",
                        figures.modeBaselineBounds().lower(),
                        figures.modeBaselineBounds().upper()),
                Optional.of(
                        ItemsToSettle.of(figures.aboveModeBaseline(), 0, figures.confidence())));
    }
}
