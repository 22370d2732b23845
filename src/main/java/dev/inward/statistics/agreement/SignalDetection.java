package dev.inward.statistics.agreement;

import dev.inward.statistics.input.ConfidenceLevel;
import java.util.Locale;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The sensitivity and the criterion of yes/no answers. The sensitivity measures how well the
 * answers separate signals from noise; the criterion measures how readily they say yes. An example
 * is the answers of a model to the question whether it will be right.
 *
 * <p>The model is the equal-variance Gaussian model (Green and Swets 1966). All results are in
 * units of its standard deviation. The rates have the log-linear correction of Hautus (1995). The
 * hit rate is {@code H = (hits + 0.5) / (signals + 1)}. The false-alarm rate is {@code F =
 * (falseAlarms + 0.5) / (noises + 1)}. All counts are corrected, not only those with a rate of 0 or
 * 1, so both results are always finite. The correction moves them toward 0, and more so the fewer
 * items there are.
 *
 * <p>Answering always yes, always no, or by the toss of a coin has a balanced accuracy of 0.5. The
 * criterion separates these three. For given items, always yes has the lowest possible criterion,
 * always no the highest, and a coin is near 0. Their {@link #yesRate} is 1, 0 and about one half.
 * This class is immutable and thread-safe.
 *
 * @param hits the number of signals answered with yes
 * @param misses the number of signals answered with no
 * @param falseAlarms the number of noises answered with yes
 * @param correctRejections the number of noises answered with no
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record SignalDetection(int hits, int misses, int falseAlarms, int correctRejections) {

    /**
     * Checks the counts.
     *
     * @param hits the number of signals answered with yes
     * @param misses the number of signals answered with no
     * @param falseAlarms the number of noises answered with yes
     * @param correctRejections the number of noises answered with no
     * @throws IllegalArgumentException if a count is negative, or if there is no signal or no noise
     */
    public SignalDetection {
        if (hits < 0
                || misses < 0
                || falseAlarms < 0
                || correctRejections < 0
                || Math.max(hits, misses) == 0
                || Math.max(falseAlarms, correctRejections) == 0) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%d hits, %d misses, %d false alarms and %d correct rejections were given, but counts of at least 0 were expected, with at least one signal and one noise.",
                            hits,
                            misses,
                            falseAlarms,
                            correctRejections));
        }
    }

    /**
     * Returns the sensitivity d', {@code z(H) - z(F)}, where z is the standard normal quantile.
     *
     * @return the sensitivity; 0 for answers that do not depend on the signal, positive for answers
     *     that follow it, negative for answers that contradict it; always yes and always no give
     *     exactly 0 only if there are as many signals as noises, because of the correction
     */
    public double dPrime() {
        return z(hits, misses) - z(falseAlarms, correctRejections);
    }

    /**
     * Returns the criterion c, {@code -(z(H) + z(F)) / 2}. It is the distance of the threshold for
     * a yes from the point where both kinds of error are equally likely.
     *
     * @return the criterion; negative for answers that lean toward yes, positive for answers that
     *     lean toward no, whatever the sensitivity
     */
    public double criterion() {
        return (z(misses, hits) + z(correctRejections, falseAlarms)) / 2;
    }

    /** {@return the share of all items answered with yes, from 0 to 1, without correction} */
    public double yesRate() {
        double yes = (double) hits + falseAlarms;
        return yes / (yes + misses + correctRejections);
    }

    /** Starts from the smaller tail, so that swapping yes and no changes nothing but the sign. */
    private static double z(int yes, int no) {
        double tail = (Math.min(yes, no) + 0.5) / ((double) yes + no + 1);
        return Math.signum((double) yes - no) * ConfidenceLevel.quantile(tail);
    }
}
