package dev.inward.verdict;

import dev.inward.Margin;
import dev.inward.verdict.figures.AdvantageChange;
import dev.inward.verdict.figures.ItemsToSettle;
import java.util.Locale;
import java.util.OptionalLong;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Claims that a new version's advantage of self- over cross-prediction has not fallen by as much as
 * a margin δ: non-inferiority of the difference in differences, (self − cross)new − (self −
 * cross)old.
 *
 * <p>PASS if the one-sided lower bound of the difference exceeds −δ. FAIL if the test that it lies
 * below −δ rejects, its p-value adjusted by Holm's method for all cells that gate (Holm 1979).
 * Otherwise INCONCLUSIVE. A run passes only if every cell does, which needs no correction
 * (intersection-union test, Berger 1982); a false alarm is what many cells multiply, so that it is
 * FAIL that is guarded: where nothing has changed by more than δ, at most α of all runs fail.
 *
 * @param by the margin δ, at least 0
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record RegressionClaim(Margin by) implements Claim {

    /** Refuses a margin below 0, which would demand that a new version be better. */
    public RegressionClaim {
        if (by.fraction() < 0) {
            throw new IllegalArgumentException(
                    "the margin of a regression is what an advantage may fall by, at least 0, got "
                            + by.fraction()
                            + "; five percentage points are 0.05");
        }
    }

    @Override
    public String wording() {
        return "the advantage not to have fallen by " + by + " since the baseline";
    }

    @Override
    public double margin() {
        return by.fraction();
    }

    /**
     * {@return how the claim fares, sufficient data taken for granted}
     *
     * @param change from the old version to the new
     */
    public Judgement judge(AdvantageChange change) {
        double lower = change.difference().lowerBound(change.confidence());
        double upper = change.difference().upperBound(change.confidence());
        if (lower > -margin()) {
            return Judgement.pass(
                    say(
                            "the advantage has changed by at least %+.3f, above %+.3f",
                            lower, -margin()));
        }
        if (change.adjustedP() <= 1 - change.confidence()) {
            return Judgement.fail(
                    say(
                            "the advantage has changed by at most %+.3f, below %+.3f (p = %.2g, %.2g among all cells that gate)",
                            upper, -margin(), change.p(), change.adjustedP()));
        }
        if (upper < -margin()) {
            return Judgement.inconclusive(
                    say(
                            "alone, a change of at most %+.3f would be below %+.3f (p = %.2g), but among all cells that gate one such may come by chance (p = %.2g)",
                            upper, -margin(), change.p(), change.adjustedP()),
                    itemsToSettle(change, amongAll(change)));
        }
        return Judgement.inconclusive(
                say(
                        "the change lies between %+.3f and %+.3f, on both sides of %+.3f",
                        lower, upper, -margin()),
                itemsToSettle(
                        change,
                        change.difference().estimate() < -margin()
                                ? amongAll(change)
                                : change.confidence()));
    }

    /** The confidence that a fall of one cell takes where others gate too. */
    private static double amongAll(AdvantageChange change) {
        return 1 - (1 - change.confidence()) * change.p() / change.adjustedP();
    }

    private OptionalLong itemsToSettle(AdvantageChange change, double confidence) {
        return ItemsToSettle.of(change.difference(), -margin(), confidence);
    }

    private static String say(String sentence, Object... figures) {
        return String.format(Locale.ROOT, sentence, figures);
    }
}
