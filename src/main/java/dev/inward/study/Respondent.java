package dev.inward.study;

import dev.inward.model.ChatModel;
import dev.inward.model.FinetunableModel;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is asked.
 *
 * @param name what reports and records call it: two models that may answer differently never share
 *     one
 * @param model the model
 * @param lineage where it comes from; null where no entry of the models file says so
 */
record Respondent(String name, ChatModel model, @Nullable Lineage lineage) {

    /** Somebody of whom no entry of the models file says where it comes from. */
    Respondent(String name, ChatModel model) {
        this(name, model, null);
    }

    boolean isFinetunable() {
        return model instanceof FinetunableModel;
    }
}
