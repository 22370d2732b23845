package dev.inward.study.measurement.standard;

import java.util.Locale;

/** A predictor that is asked a question with the answer yes or no, and the names of its numbers. */
enum AskedPredictor {
    /** The self-predictor, which is asked about itself. */
    SELF("self-prediction"),
    /** The cross-predictor, which is asked about the target by name. */
    CROSS("cross-prediction");

    private final String words;

    AskedPredictor(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Returns the number that is 1 if the answer is right, and 0 otherwise. */
    String right() {
        return key() + "Right";
    }

    /** Returns the number that is 1 for yes and 0 for no; no other answer has it. */
    String saysYes() {
        return key() + "SaysYes";
    }

    /** Returns the share of yes among drawn answers. */
    String yesShare() {
        return key() + "YesShare";
    }

    /** Returns the name of one of its figures. */
    String figure(String name) {
        return name + name().charAt(0) + key().substring(1);
    }

    private String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
