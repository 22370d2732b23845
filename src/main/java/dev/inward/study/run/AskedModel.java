package dev.inward.study.run;

import dev.inward.model.Prompt;
import dev.inward.study.collection.AnswerCollector;
import dev.inward.study.collection.CollectedAnswer;
import dev.inward.study.collection.NamedModel;
import dev.inward.study.measurement.Participant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/**
 * A model that a measurement asks, through the answers of the study.
 *
 * @param named the model as it is configured
 * @param topic the name of the measurement
 * @param answers collects the answers
 * @param tempered the same models at other temperatures
 * @param isPlan becomes true with the first answer that is only planned
 */
record AskedModel(
        NamedModel named,
        String topic,
        AnswerCollector answers,
        TemperedModels tempered,
        AtomicBoolean isPlan)
        implements Participant {

    /** An answer that did not arrive. Its message says why. */
    static final class MissingAnswerException extends RuntimeException {

        private static final long serialVersionUID = 1;

        MissingAnswerException(String reason) {
            super(reason);
        }
    }

    @Override
    public String name() {
        return named.name();
    }

    @Override
    public boolean canPredictOthers() {
        return named.model().canPredictOthers();
    }

    @Override
    public CompletableFuture<String> answer(Prompt prompt) {
        return collected(prompt).thenApply(CollectedAnswer::text);
    }

    /** Asks as the model is configured. A planned answer has a text that stands for it. */
    CompletableFuture<CollectedAnswer> collected(Prompt prompt) {
        return collected(named, prompt, 1).get(0);
    }

    /** Draws several answers. */
    CompletableFuture<List<CollectedAnswer>> collected(
            Prompt prompt, int count, double temperature) {
        List<CompletableFuture<CollectedAnswer>> pending =
                collected(tempered.of(named, temperature), prompt, count);
        return CompletableFuture.allOf(pending.toArray(new CompletableFuture<?>[0]))
                .thenApply(done -> pending.stream().map(CompletableFuture::join).toList());
    }

    @Override
    public CompletableFuture<List<String>> answers(Prompt prompt, int count, double temperature) {
        return collected(prompt, count, temperature)
                .thenApply(drawn -> drawn.stream().map(CollectedAnswer::text).toList());
    }

    private List<CompletableFuture<CollectedAnswer>> collected(
            NamedModel asked, Prompt prompt, int count) {
        List<CompletableFuture<CollectedAnswer>> pending =
                answers.request(asked, topic, prompt, count, PlannedText.tokensToCome(prompt));
        return IntStream.range(0, count)
                .mapToObj(
                        sample ->
                                pending.get(sample)
                                        .thenApply(
                                                answer -> checked(answer, asked, prompt, sample)))
                .toList();
    }

    private CollectedAnswer checked(
            CollectedAnswer answer, NamedModel asked, Prompt prompt, int sample) {
        if (answer.isPlanned()) {
            isPlan.set(true);
            return new CollectedAnswer(
                    PlannedText.of(asked.model(), asked.name(), prompt, sample),
                    CollectedAnswer.State.PLANNED,
                    null);
        }
        if (answer.isMissing()) {
            throw new MissingAnswerException(answer.text());
        }
        return answer;
    }
}
