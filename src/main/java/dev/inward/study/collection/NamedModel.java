package dev.inward.study.collection;

import dev.inward.model.ChatModel;
import dev.inward.model.FinetunableModel;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.RequestFingerprint;
import dev.inward.study.Lineage;
import dev.inward.study.ModelProvenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A model with its name.
 *
 * @param name the name in reports and records; two models with different answers never share a name
 * @param model the model
 * @param lineage the origin of the model; null if no entry of the models file states it
 * @param reasoning the reasoning that is removed from its answers
 * @param preamble the messages before each of its prompts
 */
public record NamedModel(
        String name,
        ChatModel model,
        @Nullable Lineage lineage,
        ReasoningTags reasoning,
        Preamble preamble) {

    /** Creates a model whose entry in the models file states neither origin nor tags. */
    public NamedModel(String name, ChatModel model) {
        this(name, model, null, ReasoningTags.DEFAULT, Preamble.NONE);
    }

    /**
     * Returns what is known about the model.
     *
     * @param served the ids of the models that answered, as the provider reports them
     */
    public ModelProvenance provenance(SortedSet<String> served) {
        Optional<RequestFingerprint> requested =
                model instanceof IdentifiedModel identified
                        ? identified.requestFingerprint()
                        : Optional.empty();
        return new ModelProvenance(
                name,
                requested.map(RequestFingerprint::model).orElse(null),
                requested
                        .map(RequestFingerprint::sampling)
                        .or(this::sampling)
                        .map(this::withPreamble)
                        .orElse(null),
                served,
                lineage);
    }

    private String withPreamble(String sampling) {
        return preamble.hash().map(hash -> sampling + ", preamble " + hash).orElse(sampling);
    }

    private Optional<String> sampling() {
        return model instanceof TranscribedModel transcribed
                ? transcribed.sampling()
                : Optional.empty();
    }

    /** Returns whether both are known to be one model at one address, however it is sampled. */
    public boolean isSameModel(NamedModel other) {
        List<String> identity = identity();
        return !identity.isEmpty() && identity.equals(other.identity());
    }

    private List<String> identity() {
        if (!(model instanceof IdentifiedModel identified)
                || identified.modelIdentity().isEmpty()) {
            return List.of();
        }
        var identity = new ArrayList<String>(identified.modelIdentity());
        preamble.hash().ifPresent(identity::add);
        return identity;
    }

    /**
     * Returns whether the model can be finetuned. One with a preamble is compared as it is: rows
     * would teach its weights without it.
     */
    public boolean isFinetunable() {
        return model instanceof FinetunableModel && preamble.messages().isEmpty();
    }
}
