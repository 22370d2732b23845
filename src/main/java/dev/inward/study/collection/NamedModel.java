package dev.inward.study.collection;

import dev.inward.model.ChatModel;
import dev.inward.model.FinetunableModel;
import dev.inward.study.Lineage;
import org.jspecify.annotations.Nullable;

/**
 * A model with its name.
 *
 * @param name the name in reports and records; two models with different answers never share a name
 * @param model the model
 * @param lineage the origin of the model; null if no entry of the models file states it
 * @param reasoning the reasoning that is removed from its answers
 */
public record NamedModel(
        String name, ChatModel model, @Nullable Lineage lineage, ReasoningTags reasoning) {

    /** Creates a model whose entry in the models file states neither origin nor tags. */
    public NamedModel(String name, ChatModel model) {
        this(name, model, null, ReasoningTags.DEFAULT);
    }

    public boolean isFinetunable() {
        return model instanceof FinetunableModel;
    }
}
