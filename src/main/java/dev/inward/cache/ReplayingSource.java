package dev.inward.cache;

import dev.inward.model.Completion;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Takes every answer from cassettes; one that is not there is an error and never asked for. */
final class ReplayingSource implements AnswerSource {

    private final Cassettes cassettes;
    private final Map<AnswerKey, Completion> recorded;
    private final String recording;

    /**
     * @param recording the command that records what is not there
     */
    ReplayingSource(Cassettes cassettes, String recording) {
        this.cassettes = cassettes;
        this.recorded = cassettes.read();
        this.recording = recording;
    }

    @Override
    public CompletableFuture<AnswerResult> answer(AnswerRequest question) {
        Optional<AnswerKey> key = AnswerKey.of(question);
        if (key.isEmpty()) {
            return CompletableFuture.failedFuture(
                    new AnswerStoreException(
                            "the answers of model '%s' can be neither kept nor replayed, for it does not say what determines them; let its class implement IdentifiedModel"
                                    .formatted(question.modelName())));
        }
        Completion completion = key.map(recorded::get).orElse(null);
        return completion == null
                ? CompletableFuture.failedFuture(
                        new AnswerStoreException(
                                "no answer is recorded under %s for %s; record it with: %s"
                                        .formatted(cassettes, question, recording)))
                : CompletableFuture.completedFuture(new AnswerResult(completion, false));
    }
}
