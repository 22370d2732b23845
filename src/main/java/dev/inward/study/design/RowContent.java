package dev.inward.study.design;

import dev.inward.yaml.EnumKeys;
import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What the rows of a finetuning set ask.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum RowContent {

    /** Hypothetical prompts, with the property of the answer. */
    HYPOTHETICAL,

    /**
     * The same question about an answer that stands in the prompt. A control: predictors learn to
     * compute the property, and nothing about the model.
     */
    INSTRUCTION_FOLLOWING,

    /**
     * Object-level prompts with their answers. From the target's own answers this is a placebo.
     * From another model's answers it changes the behaviour.
     */
    OBJECT_LEVEL;

    /** {@return the keys of {@code training} that have no effect on such rows} */
    public List<String> ignoredKeys() {
        return switch (this) {
            case HYPOTHETICAL -> List.of();
            case INSTRUCTION_FOLLOWING -> List.of("only-divergent");
            case OBJECT_LEVEL -> List.of("only-divergent", "labels", "properties");
        };
    }

    /** {@return the name in a file} */
    public String key() {
        return EnumKeys.of(this);
    }
}
