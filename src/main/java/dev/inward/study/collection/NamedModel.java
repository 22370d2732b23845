package dev.inward.study.collection;

import dev.inward.model.ChatModel;
import dev.inward.model.FinetunableModel;
import dev.inward.study.Lineage;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is asked.
 *
 * @param name what reports and records call it: two models that may answer differently never share
 *     one
 * @param model the model
 * @param lineage where it comes from; null where no entry of the models file says so
 */
public record NamedModel(String name, ChatModel model, @Nullable Lineage lineage) {

    /** Somebody of whom no entry of the models file says where it comes from. */
    public NamedModel(String name, ChatModel model) {
        this(name, model, null);
    }

    public boolean isFinetunable() {
        return model instanceof FinetunableModel;
    }
}
