package dev.inward.study.collection;

import dev.inward.cache.AnswerRequest;
import dev.inward.cache.AnswerResult;
import dev.inward.cache.AnswerSource;
import dev.inward.model.FinetunableModel.TrainingCost;
import dev.inward.model.FinetuningProgress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Takes the answers of transcribed models from their transcripts, and all others from another
 * source. So transcripts are neither stored, recorded nor planned.
 */
final class TranscriptSource implements AnswerSource {

    private final AnswerSource other;

    TranscriptSource(AnswerSource other) {
        this.other = other;
    }

    @Override
    public CompletableFuture<AnswerResult> answer(AnswerRequest request) {
        return request.model() instanceof TranscribedModel model
                ? model.forSample(request.sample())
                        .complete(request.prompt())
                        .thenApply(completion -> new AnswerResult(completion, false))
                : other.answer(request);
    }

    @Override
    public FinetuningProgress.Expenses finetuningExpenses() {
        return other.finetuningExpenses();
    }

    @Override
    public void planTraining(String model, Supplier<TrainingCost> maxCost) {
        other.planTraining(model, maxCost);
    }

    @Override
    public List<CompletableFuture<AnswerResult>> answers(List<AnswerRequest> samples) {
        return samples.get(0).model() instanceof TranscribedModel
                ? samples.stream().map(this::answer).toList()
                : other.answers(samples);
    }
}
