package dev.inward.cache;

import dev.inward.model.Completion;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Reads every answer from cassettes. A missing answer is an error; no model is called. */
final class ReplayingSource implements AnswerSource {

    private final Cassettes cassettes;
    private final Map<AnswerKey, Completion> recorded;
    private final String recordCommand;

    /**
     * @param recordCommand the command that records missing answers, for error messages
     */
    ReplayingSource(Cassettes cassettes, String recordCommand) {
        this.cassettes = cassettes;
        this.recorded = cassettes.read();
        this.recordCommand = recordCommand;
    }

    @Override
    public CompletableFuture<AnswerResult> answer(AnswerRequest request) {
        Optional<AnswerKey> key = AnswerKey.of(request);
        if (key.isEmpty()) {
            return CompletableFuture.failedFuture(
                    new AnswerStoreException(
                            String.format(
                                    Locale.ROOT,
                                    "The answers of model '%s' cannot be stored or replayed: it does not declare what determines them. Implement IdentifiedModel in its class.",
                                    request.modelName())));
        }
        Completion completion = key.map(recorded::get).orElse(null);
        return completion == null
                ? CompletableFuture.failedFuture(
                        new AnswerStoreException(
                                String.format(
                                        Locale.ROOT,
                                        "No answer is recorded under %s for %s. Record it with: %s",
                                        cassettes,
                                        request,
                                        recordCommand)))
                : CompletableFuture.completedFuture(new AnswerResult(completion, false));
    }
}
