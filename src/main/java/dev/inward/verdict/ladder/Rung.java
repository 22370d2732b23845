package dev.inward.verdict.ladder;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A rung of the claim ladder. Each rung rules out one explanation of right self-predictions other
 * than self-knowledge.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum Rung {
    /**
     * Self-prediction beats guesses by the frequency of values, the last word of the item, and the
     * majority of other models.
     */
    TRIVIAL_BASELINES(1, "above trivial baselines"),
    /**
     * Self-prediction beats classifiers that are trained on the same rows and see the prompt only.
     */
    INPUT_ONLY_CLASSIFIERS(2, "above input-only classifiers"),
    /**
     * Self-prediction beats every third party, even after the difficulty of the target and the
     * quality of the predictor cancel.
     */
    THIRD_PARTIES(3, "above the best third party"),
    /**
     * Self-prediction beats the third party on items on which the two models behave differently.
     */
    DISAGREEMENT(4, "on the disagreement subset"),
    /**
     * The advantage remains if the prompt names the target, and self-prediction is worse if the
     * prompt is about another assistant.
     */
    FRAMING(5, "under every framing"),
    /** The predictions follow the behaviour when finetuning changes it. */
    BEHAVIOUR_CHANGE(6, "tracks behaviour change"),
    /** The probabilities that the predictor states match the frequencies of the behaviour. */
    CALIBRATION(7, "calibrated");

    private final int number;
    private final String title;

    Rung(int number, String title) {
        this.number = number;
        this.title = title;
    }

    /** {@return the position on the ladder, from 1 to 7} */
    public int number() {
        return number;
    }

    /** {@return a short phrase that describes self-prediction if the rung is reached} */
    public String title() {
        return title;
    }
}
