package dev.inward.study.measurement.standard;

import java.util.Locale;

/** A model that reports weights, and the names of its numbers. */
enum WeightReporter {
    /** The self-predictor, about itself. */
    SELF("the self-predictor"),
    /** The cross-predictor, about the target if it can be asked about it. */
    CROSS("the cross-predictor"),
    /** The self-predictor before finetuning. */
    UNTRAINED("the self-predictor before finetuning");

    private final String words;

    WeightReporter(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Returns the number that is 1 if its report has all weights, and 0 otherwise. */
    String isRead() {
        return key() + "IsRead";
    }

    /** Returns the number that is the weight of an attribute, counted from 0. */
    String weight(int attribute) {
        return key() + "Weight" + (attribute + 1);
    }

    /** Returns the similarity of its weights and those of the choices. */
    String similarity() {
        return figure("similarity");
    }

    /** Returns the contrast with the self-predictor. */
    String contrast() {
        return figure("above");
    }

    /** Returns the name of one of its figures. */
    String figure(String name) {
        return name + name().charAt(0) + key().substring(1);
    }

    private String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
