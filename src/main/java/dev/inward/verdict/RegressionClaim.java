package dev.inward.verdict;

import dev.inward.Margin;
import dev.inward.verdict.figures.AdvantageChange;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The claim that the advantage of a new version has not fallen by more than a margin δ. It tests
 * non-inferiority of the difference in differences, (self − cross)new − (self − cross)old. A
 * contrast of a measurement can stand in the place of the advantage, self − cross.
 *
 * <p>PASS if the one-sided lower bound of the difference exceeds −δ. FAIL if the test that the
 * difference is below −δ rejects. The p-value of that test is adjusted by Holm's method (Holm 1979)
 * for all advantages and contrasts of the gate. Otherwise INCONCLUSIVE. A missing answer counts as
 * the least favourable one for either decision.
 *
 * <p>A run passes only if every cell passes, which needs no correction (intersection-union test,
 * Berger 1982). Many cells multiply false alarms, so FAIL is corrected: if no advantage has changed
 * by more than δ, at most a share α of all runs fail.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param tolerance the margin δ, at least 0; for a contrast in the unit of its numbers
 * @param measurement the name of the measurement; empty for the advantage
 * @param contrast the name of the contrast; empty for the advantage
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record RegressionClaim(Margin tolerance, String measurement, String contrast)
        implements Claim {

    /**
     * Checks the margin. A margin below 0 would require that a new version is better.
     *
     * @param tolerance as in the record
     * @param measurement as in the record
     * @param contrast as in the record
     * @throws IllegalArgumentException if the margin is below 0
     */
    public RegressionClaim {
        if (tolerance.fraction() < 0) {
            throw new IllegalArgumentException(
                    "the margin of a regression is the allowed fall of the advantage; it must be at least 0, got "
                            + tolerance.fraction()
                            + ". Write five percentage points as 0.05.");
        }
    }

    /**
     * Creates the claim about the advantage.
     *
     * @param tolerance as in the record
     * @throws IllegalArgumentException if the margin is below 0
     */
    public RegressionClaim(Margin tolerance) {
        this(tolerance, "", "");
    }

    /**
     * {@return the same claim about a contrast}
     *
     * @param ofMeasurement the name of the measurement; empty for the advantage
     * @param number the name of the contrast; empty for the advantage
     */
    public RegressionClaim about(String ofMeasurement, String number) {
        return new RegressionClaim(tolerance, ofMeasurement, number);
    }

    @Override
    public String wording() {
        return String.format(
                Locale.ROOT,
                "%s not to have fallen by %s since the baseline",
                figure(),
                measurement.isEmpty() ? tolerance : String.valueOf(margin()));
    }

    private String figure() {
        return measurement.isEmpty()
                ? "the advantage"
                : String.format(Locale.ROOT, "'%s' of the measurement '%s'", contrast, measurement);
    }

    @Override
    public double margin() {
        return tolerance.fraction();
    }

    /**
     * Decides the claim. The caller has checked that the data are sufficient.
     *
     * @param change the change from the old version to the new one
     * @return the decision with its reason
     */
    public Judgement judge(AdvantageChange change) {
        double lower = change.bounds().lower();
        double upper = change.bounds().upper();
        if (lower > -margin()) {
            return Judgement.pass(
                    format(
                            "%s has changed by at least %+.3f, above %+.3f",
                            figure(), lower, -margin()));
        }
        if (change.adjustedP() <= 1 - change.confidence()) {
            return Judgement.fail(
                    format(
                            "%s has changed by at most %+.3f, below %+.3f (p = %.2g, or %.2g among all cells of the gate)",
                            figure(), upper, -margin(), change.p(), change.adjustedP()));
        }
        if (upper < -margin()) {
            return Judgement.inconclusive(
                    format(
                            "the change of this cell is at most %+.3f, below %+.3f (p = %.2g), but among all cells of the gate one such change may occur by chance (p = %.2g)",
                            upper, -margin(), change.p(), change.adjustedP()),
                    itemsToSettle(change, confidenceAmongAllCells(change)));
        }
        return MissingAnswers.undecided("the change", change.bounds(), -margin(), change.missing())
                .orElseGet(() -> onBothSides(change));
    }

    private Judgement onBothSides(AdvantageChange change) {
        return Judgement.inconclusive(
                format(
                        "the change lies between %+.3f and %+.3f, on both sides of %+.3f",
                        change.bounds().lower(), change.bounds().upper(), -margin()),
                itemsToSettle(
                        change,
                        change.difference().estimate() < -margin()
                                ? confidenceAmongAllCells(change)
                                : change.confidence()));
    }

    /** Returns the confidence that a fall of one cell needs, adjusted for all cells of the gate. */
    private static double confidenceAmongAllCells(AdvantageChange change) {
        return 1 - (1 - change.confidence()) * change.p() / change.adjustedP();
    }

    private Optional<ItemsToSettle> itemsToSettle(AdvantageChange change, double confidence) {
        return Optional.of(ItemsToSettle.of(change.difference(), -margin(), confidence));
    }

    private static String format(String pattern, Object... figures) {
        return String.format(Locale.ROOT, pattern, figures);
    }
}
