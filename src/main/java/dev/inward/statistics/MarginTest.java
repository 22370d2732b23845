package dev.inward.statistics;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A test that a difference lies beyond a margin, or between two: superiority, non-inferiority and
 * equivalence.
 *
 * <p>Each is shown with a confidence of {@code 1 - alpha} where the one-sided bounds of that
 * confidence, Gaffke's as {@link ClusteredMean} has them, lie within the margins; with both margins
 * finite these bounds are the two-sided interval of confidence {@code 1 - 2 alpha}. The p-value is
 * the greater of the two one-sided ones, each the least alpha whose bound clears its margin (two
 * one-sided tests, Schuirmann 1987; an intersection-union test, which needs no correction, Berger
 * and Hsu 1996). In large samples it is the normal test. A sample without spread shows only what
 * its size allows: of G equal clusters of differences, a mean of 0 lies below a margin m of a range
 * up to 1 with a p-value of {@code (1 - m)^G}. Margins are to be fixed before the data are seen.
 * This class is immutable and threadsafe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class MarginTest {

    private final ClusteredMean difference;
    private final Interval margins;

    private MarginTest(ClusteredMean difference, Interval margins) {
        this.difference = difference;
        this.margins = margins;
    }

    /**
     * {@return the test that the difference exceeds the margin}
     *
     * @param difference what is to exceed the margin, such as self- minus cross-prediction
     * @param margin the least difference that matters, finite, in the unit of the difference
     * @throws IllegalArgumentException if the margin is not finite
     */
    public static MarginTest superiority(ClusteredMean difference, double margin) {
        return new MarginTest(
                difference, new Interval(new Threshold(margin).value(), Double.POSITIVE_INFINITY));
    }

    /**
     * {@return the test that the difference exceeds minus the margin}
     *
     * @param difference what is not to fall below minus the margin, such as new minus old
     * @param margin the loss that would be tolerated, finite and at least 0, in the unit of the
     *     difference
     * @throws IllegalArgumentException if the margin is no such number
     */
    public static MarginTest nonInferiority(ClusteredMean difference, double margin) {
        if (!(margin >= 0)) {
            throw new IllegalArgumentException(
                    "A non-inferiority margin of %s was given, but the size of the loss that would be tolerated was expected, at least 0, such as 0.05."
                            .formatted(margin));
        }
        return superiority(difference, -margin);
    }

    /**
     * {@return the test that the difference lies strictly between the margins}
     *
     * @param difference what is to lie between the margins
     * @param margins the differences too large to be nothing, both finite, such as -0.05 and 0.05
     * @throws IllegalArgumentException if a margin is not finite or nothing lies between the two
     */
    public static MarginTest equivalence(ClusteredMean difference, Interval margins) {
        if (!(margins.width() > 0 && Double.isFinite(margins.width()))) {
            throw new IllegalArgumentException(
                    "Equivalence margins of %s and %s were given, but two finite margins with a difference between them were expected, such as -0.05 and 0.05."
                            .formatted(margins.lower(), margins.upper()));
        }
        return new MarginTest(difference, margins);
    }

    /**
     * {@return whether the one-sided bounds of that confidence lie strictly within the margins}
     *
     * @param confidence one minus the level alpha of the test, strictly between 0 and 1
     * @throws IllegalArgumentException if the confidence is no such probability
     */
    public boolean isShownWith(double confidence) {
        return difference.lowerBound(confidence) > margins.lower()
                && (!isTwoSided() || difference.upperBound(confidence) < margins.upper());
    }

    /** {@return the p-value, the greater one of the two margins} */
    public double p() {
        double exceedsLower = difference.oneSidedTest(margins.lower()).p();
        return isTwoSided()
                ? Math.max(exceedsLower, difference.fallsBelow(margins.upper()).p())
                : exceedsLower;
    }

    private boolean isTwoSided() {
        return margins.upper() < Double.POSITIVE_INFINITY;
    }
}
