package dev.inward.study.stage;

import dev.inward.yaml.EnumKeys;
import java.util.List;

/** The stages of a study, in order. */
public enum Stage {

    /** The target and the other teachers answer. */
    OBJECT_LEVEL,

    /** The properties of the answers are computed, by code or by judges. */
    PROPERTIES,

    /** The rows of finetuning are chosen and written. */
    FINETUNING_SET,

    /** The predictors are finetuned. */
    FINETUNED,

    /** The predictors answer hypothetical prompts. */
    HYPOTHETICAL,

    /** The predictions are compared with the behaviour. */
    SCORES;

    /** Returns the name in a parameter and of a file. */
    public String key() {
        return EnumKeys.of(this);
    }

    /** Returns the names of all stages, in order. */
    public static List<String> keys() {
        return EnumKeys.all(Stage.class);
    }

    /**
     * Returns the stage with a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Stage ofKey(String key) {
        return EnumKeys.constant(Stage.class, key);
    }
}
