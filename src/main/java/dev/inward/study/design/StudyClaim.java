package dev.inward.study.design;

import dev.inward.yaml.EnumKeys;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * What a study claims about each of its comparisons.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param kind what is claimed
 * @param margin the margin of the claim, as a difference of accuracies; kinds without a margin
 *     ignore it
 * @param measurement the name of the measurement; null for claims about something else
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record StudyClaim(Kind kind, double margin, @Nullable String measurement) {

    /** What can be claimed. */
    public enum Kind {
        /** Self-prediction beats cross-prediction by more than the margin. */
        SELF_PREDICTION_BEATS_CROSS_PREDICTION,
        /** Self-prediction beats the most frequent value of the training rows. */
        SELF_PREDICTION_BEATS_MODE_BASELINE,
        /** A control: no advantage above the margin is shown. */
        NO_ADVANTAGE_IS_SHOWN,
        /** Self-prediction beats classifiers that see the prompt alone. */
        ABOVE_INPUT_ONLY_CLASSIFIERS,
        /** Self-prediction beats every other predictor. */
        ABOVE_THE_BEST_THIRD_PARTY,
        /** The advantage stays on the items on which the models behave differently. */
        ON_THE_DISAGREEMENT_SUBSET,
        /** The advantage stays if the prompt names the target, and falls about another model. */
        UNDER_EVERY_FRAMING,
        /** Self-prediction follows the behaviour when finetuning changes it. */
        TRACKS_BEHAVIOUR_CHANGE,
        /** The shares of repeated self-predictions match those of the behaviour. */
        CALIBRATED,
        /** Every contrast of a measurement is above the margin. */
        MEASUREMENT_HOLDS;

        /** {@return whether a margin belongs to the claim} */
        public boolean hasMargin() {
            return isAboutAdvantage() || this == MEASUREMENT_HOLDS;
        }

        /** {@return whether the margin is one of self-prediction above cross-prediction} */
        public boolean isAboutAdvantage() {
            return this == SELF_PREDICTION_BEATS_CROSS_PREDICTION || this == NO_ADVANTAGE_IS_SHOWN;
        }

        /**
         * Returns the kind with a name.
         *
         * @param key the name in a file, such as {@code no-advantage-is-shown}
         * @return the kind
         * @throws IllegalArgumentException if there is none
         */
        public static Kind ofKey(String key) {
            return EnumKeys.constant(Kind.class, key);
        }
    }
}
