package dev.inward.statistics;

/**
 * A finite number with which an estimate is compared.
 *
 * @param value the number, finite
 */
record Threshold(double value) {

    Threshold {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "A threshold of %s was given, but a finite number was expected."
                            .formatted(value));
        }
    }
}
