package dev.inward.statistics.agreement;

import dev.inward.statistics.input.ConfidenceLevel;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How well yes/no answers tell a signal from noise, and apart from that, how readily they say yes;
 * such as the answers of a model that is asked whether it will be right.
 *
 * <p>The equal-variance Gaussian model of signal detection (Green and Swets 1966), in units of its
 * standard deviation. Rates have the log-linear correction of Hautus (1995): the hit rate is {@code
 * H = (hits + 0.5) / (signals + 1)}, the false-alarm rate {@code F = (falseAlarms + 0.5) / (noises
 * + 1)}, for all counts and not only where a rate would be 0 or 1, so that both figures are finite.
 * The correction pulls them toward 0, the more the fewer items there are.
 *
 * <p>Who always says yes, or always no, has a balanced accuracy of exactly 0.5, as has one who
 * tosses a coin. The criterion tells them apart: no answers to these items have a lower one than
 * always yes and a higher one than always no, and a coin's is near 0; {@link #yesRate} is exactly
 * 1, 0 and about one half. This class is immutable and threadsafe.
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
     * @throws IllegalArgumentException if a count is negative, or there is no signal or no noise
     */
    public SignalDetection {
        if (hits < 0
                || misses < 0
                || falseAlarms < 0
                || correctRejections < 0
                || Math.max(hits, misses) == 0
                || Math.max(falseAlarms, correctRejections) == 0) {
            throw new IllegalArgumentException(
                    "%d hits, %d misses, %d false alarms and %d correct rejections were given, but counts of at least 0 with at least one signal and one noise were expected."
                            .formatted(hits, misses, falseAlarms, correctRejections));
        }
    }

    /**
     * Returns the sensitivity d': {@code z(H) - z(F)}, where z is the standard normal quantile.
     *
     * @return the sensitivity; 0 for answers that have nothing to do with the signal, positive for
     *     those that follow it, negative for those that follow its opposite; always yes or always
     *     no give exactly 0 only for as many signals as noises, else the correction leaves a rest
     */
    public double dPrime() {
        return z(hits, misses) - z(falseAlarms, correctRejections);
    }

    /**
     * Returns the criterion c: {@code -(z(H) + z(F)) / 2}, the distance of the threshold for a yes
     * from the point where both kinds of error are equally likely.
     *
     * @return the criterion; negative for answers that lean toward yes, positive for those that
     *     lean toward no, whatever the sensitivity
     */
    public double criterion() {
        return (z(misses, hits) + z(correctRejections, falseAlarms)) / 2;
    }

    /**
     * {@return the share of all items answered with yes, uncorrected: 1 for always, 0 for never}
     */
    public double yesRate() {
        double yes = (double) hits + falseAlarms;
        return yes / (yes + misses + correctRejections);
    }

    /** From the smaller tail, so that swapping yes and no changes nothing but the sign. */
    private static double z(int yes, int no) {
        double tail = (Math.min(yes, no) + 0.5) / ((double) yes + no + 1);
        return Math.signum((double) yes - no) * ConfidenceLevel.quantile(tail);
    }
}
