package dev.inward.statistics;

import java.util.Locale;

/**
 * A finite number with which an estimate is compared.
 *
 * @param value the number, finite
 */
record Threshold(double value) {

    Threshold {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A threshold of %s was given, but a finite number was expected.",
                            value));
        }
    }
}
