package dev.inward.study;

import dev.inward.cache.AnswerPlan;
import dev.inward.cache.AnswerSource;
import dev.inward.cache.AnswerStoreException;
import dev.inward.cache.GivenAnswer;
import dev.inward.cache.Question;
import dev.inward.model.ApiException;
import dev.inward.model.Failures;
import dev.inward.model.Prompt;
import dev.inward.model.UnusableModelException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks models, each prompt once a run: whoever asks again gets the same answer.
 *
 * <p>This class is thread-safe.
 */
final class Answers {

    /** The topic of prompts at object level. */
    static final String OBJECT_LEVEL = "object_level";

    private record Asked(Respondent respondent, String prompt, int sample) {}

    private final Map<Asked, CompletableFuture<Answer>> given = new ConcurrentHashMap<>();
    private final StudyProgress progress;
    private final AnswerSource source;

    Answers(StudyListener listener, AnswerSource source) {
        this.progress = new StudyProgress(listener);
        this.source = source;
    }

    /**
     * @param topic the property that the prompt asks about, or {@link #OBJECT_LEVEL}
     */
    CompletableFuture<Answer> ask(Respondent respondent, String topic, String prompt) {
        return ask(respondent, topic, prompt, 0);
    }

    /**
     * Asks what the comparison can do without: whoever refuses such a prompt leaves its answer
     * missing.
     */
    CompletableFuture<Answer> probe(Respondent respondent, String topic, String prompt) {
        return ask(respondent, topic, prompt)
                .exceptionally(
                        failure -> {
                            Throwable cause = Failures.causeOf(failure);
                            if (cause instanceof AnswerStoreException broken) {
                                throw broken;
                            }
                            return new Answer(String.valueOf(cause), Answer.State.MISSING, null);
                        });
    }

    /**
     * @param sample which of several answers to the same prompt, from 0
     */
    CompletableFuture<Answer> ask(Respondent respondent, String topic, String prompt, int sample) {
        var mine = new CompletableFuture<Answer>();
        CompletableFuture<Answer> others =
                given.putIfAbsent(new Asked(respondent, prompt, sample), mine);
        if (others != null) {
            return others;
        }
        answer(
                new Question(
                        respondent.model(),
                        respondent.name(),
                        topic,
                        Prompt.ofUser(prompt),
                        sample),
                mine);
        return mine;
    }

    private void answer(Question question, CompletableFuture<Answer> mine) {
        progress.asked(question);
        CompletableFuture<Boolean> unused =
                source.answer(question)
                        .handle(
                                (answer, failure) -> {
                                    progress.came(question, answer);
                                    return answer == null ? without(failure) : of(answer);
                                })
                        .handle(
                                (answer, failure) ->
                                        failure == null
                                                ? mine.complete(answer)
                                                : mine.completeExceptionally(failure));
    }

    private static Answer of(GivenAnswer answer) {
        return new Answer(
                answer.completion().text(),
                Answer.State.GIVEN,
                answer.completion().servedModel().orElse(null));
    }

    /** An answer that did not come; what no other prompt will fare better with ends the study. */
    private static Answer without(Throwable failure) {
        Throwable cause = Failures.causeOf(failure);
        if (AnswerPlan.isNotAsked(cause)) {
            return Answer.without(String.valueOf(cause.getMessage()), Answer.State.PLANNED);
        }
        if (cause instanceof IllegalArgumentException
                || cause instanceof AnswerStoreException
                || cause instanceof UnusableModelException
                || (cause instanceof ApiException api && api.isConfigurationError())) {
            throw (RuntimeException) cause;
        }
        return Answer.without(String.valueOf(cause), Answer.State.MISSING);
    }
}
