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
import org.jspecify.annotations.Nullable;

/** A model that records its finetunings and does not change. */
public final class RecordingModel implements FinetunableModel, IdentifiedModel {

    private final String name;
    private final ChatModel model;
    private final @Nullable String served;
    private final List<Finetuning> finetunings = new ArrayList<>();

    /**
     * @param served the model id that answers of finetuned copies report; null if none
     */
    RecordingModel(String name, ChatModel model, @Nullable String served) {
        this.name = name;
        this.served = served;
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
        return served == null ? model : new Served(model, served);
    }

    private record Served(ChatModel model, String id) implements ChatModel {

        @Override
        public CompletableFuture<Completion> complete(Prompt prompt) {
            return model.complete(prompt)
                    .thenApply(
                            answer ->
                                    new Completion(
                                            answer.text(),
                                            answer.finishReason(),
                                            answer.usage(),
                                            id,
                                            null,
                                            null));
        }

        @Override
        public boolean canPredictOthers() {
            return model.canPredictOthers();
        }
    }
}
