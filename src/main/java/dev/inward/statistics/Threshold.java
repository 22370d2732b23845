package dev.inward.statistics;

/** A finite number that an estimate is held against. */
record Threshold(double value) {

    Threshold {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "A threshold of %s was given, but a finite number was expected."
                            .formatted(value));
        }
    }
}
