package dev.inward.knowntruth;

import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.FinetunableModel;
import dev.inward.model.Finetuning;
import dev.inward.model.FinetuningProgress;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A model that records its finetunings and does not change. */
public final class RecordingModel implements FinetunableModel, IdentifiedModel {

    private final String name;
    private final ChatModel model;
    private final List<Finetuning> finetunings = new ArrayList<>();

    RecordingModel(String name, ChatModel model) {
        this.name = name;
        this.model = model;
    }

    /** Returns the finetunings, in order. */
    public List<Finetuning> finetunings() {
        return finetunings;
    }

    @Override
    public CompletableFuture<Completion> complete(Prompt prompt) {
        return model.complete(prompt);
    }

    @Override
    public List<String> identity(Prompt prompt) {
        return List.of("recording", name, prompt.lastText());
    }

    @Override
    public boolean canPredictOthers() {
        return model.canPredictOthers();
    }

    @Override
    public ChatModel finetune(Finetuning finetuning, FinetuningProgress progress) {
        finetunings.add(finetuning);
        return model;
    }
}
