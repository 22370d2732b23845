package dev.inward.cache;

import java.util.concurrent.CompletableFuture;

/** Writes every answer of a run to cassettes, when the run is over. */
final class RecordingSource implements AnswerSource {

    private final AnswerSource source;
    private final Cassettes cassettes;

    RecordingSource(AnswerSource source, Cassettes cassettes) {
        this.source = source;
        this.cassettes = cassettes;
    }

    @Override
    public CompletableFuture<GivenAnswer> answer(Question question) {
        return source.answer(question)
                .thenApply(
                        given -> {
                            AnswerKey.of(question)
                                    .ifPresent(
                                            key ->
                                                    cassettes.record(
                                                            question, key, given.completion()));
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
