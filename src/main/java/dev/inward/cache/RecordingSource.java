package dev.inward.cache;

import dev.inward.model.FinetuningProgress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Passes on the answers of another source and writes them to cassettes when it is closed. */
final class RecordingSource implements AnswerSource {

    private final AnswerSource source;
    private final Cassettes cassettes;

    RecordingSource(AnswerSource source, Cassettes cassettes) {
        this.source = source;
        this.cassettes = cassettes;
    }

    @Override
    public CompletableFuture<AnswerResult> answer(AnswerRequest request) {
        return recorded(request, source.answer(request));
    }

    @Override
    public List<CompletableFuture<AnswerResult>> answers(List<AnswerRequest> samples) {
        List<CompletableFuture<AnswerResult>> results = source.answers(samples);
        return IntStream.range(0, samples.size())
                .mapToObj(i -> recorded(samples.get(i), results.get(i)))
                .toList();
    }

    private CompletableFuture<AnswerResult> recorded(
            AnswerRequest request, CompletableFuture<AnswerResult> pending) {
        return pending.thenApply(
                result -> {
                    AnswerKey.of(request)
                            .ifPresent(key -> cassettes.record(request, key, result.completion()));
                    return result;
                });
    }

    @Override
    public FinetuningProgress.Expenses finetuningExpenses() {
        return source.finetuningExpenses();
    }

    @Override
    public void requireKept() {
        source.requireKept();
    }

    @Override
    public void close() {
        try {
            cassettes.write();
        } finally {
            source.close();
        }
    }
}
