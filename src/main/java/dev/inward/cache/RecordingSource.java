package dev.inward.cache;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Writes every answer of a run to cassettes, when the run is over. */
final class RecordingSource implements AnswerSource {

    private final AnswerSource source;
    private final Cassettes cassettes;

    RecordingSource(AnswerSource source, Cassettes cassettes) {
        this.source = source;
        this.cassettes = cassettes;
    }

    @Override
    public CompletableFuture<AnswerResult> answer(AnswerRequest question) {
        return recorded(question, source.answer(question));
    }

    @Override
    public List<CompletableFuture<AnswerResult>> answers(List<AnswerRequest> samples) {
        List<CompletableFuture<AnswerResult>> coming = source.answers(samples);
        return IntStream.range(0, samples.size())
                .mapToObj(i -> recorded(samples.get(i), coming.get(i)))
                .toList();
    }

    private CompletableFuture<AnswerResult> recorded(
            AnswerRequest question, CompletableFuture<AnswerResult> coming) {
        return coming.thenApply(
                given -> {
                    AnswerKey.of(question)
                            .ifPresent(key -> cassettes.record(question, key, given.completion()));
                    return given;
                });
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
