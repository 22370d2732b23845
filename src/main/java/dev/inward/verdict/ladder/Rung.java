package dev.inward.verdict.ladder;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What stands between a right self-prediction and knowledge of oneself: each rung of the claim
 * ladder rules out one thing that looks like it.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum Rung {
    /** Self-prediction beats whoever guesses from how often values occur, and the crowd. */
    TRIVIAL_BASELINES(1, "above trivial baselines"),
    /** It beats classifiers that learn from the same rows and see the prompt alone. */
    INPUT_ONLY_CLASSIFIERS(2, "above input-only classifiers"),
    /** It beats every third party, and not because the target is easy or a good predictor. */
    THIRD_PARTIES(3, "above the best third party"),
    /** It beats the third party where the two behave differently. */
    DISAGREEMENT(4, "on the disagreement subset"),
    /** It keeps its advantage where the target is named, and loses where another is meant. */
    FRAMING(5, "under every framing"),
    /** It follows when the target's behaviour is changed. */
    BEHAVIOUR_CHANGE(6, "tracks behaviour change"),
    /** The probabilities it gives are those that the behaviour has. */
    CALIBRATION(7, "calibrated");

    private final int number;
    private final String title;

    Rung(int number, String title) {
        this.number = number;
        this.title = title;
    }

    /** {@return its place on the ladder, from 1} */
    public int number() {
        return number;
    }

    /** {@return what it says of self-prediction, in few words} */
    public String title() {
        return title;
    }
}
