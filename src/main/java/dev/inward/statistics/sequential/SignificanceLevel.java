package dev.inward.statistics.sequential;

import java.util.Locale;

/**
 * The greatest allowed probability of rejecting a true hypothesis.
 *
 * @param alpha the probability, strictly between 0 and 1
 */
record SignificanceLevel(double alpha) {

    SignificanceLevel {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "An alpha of %s was given, but a probability strictly between 0 and 1 was expected, such as 0.05.",
                            alpha));
        }
    }
}
