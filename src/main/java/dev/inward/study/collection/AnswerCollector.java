package dev.inward.study.collection;

import dev.inward.cache.AnswerPlan;
import dev.inward.cache.AnswerRequest;
import dev.inward.cache.AnswerResult;
import dev.inward.cache.AnswerSource;
import dev.inward.cache.AnswerStoreException;
import dev.inward.model.ApiException;
import dev.inward.model.FailureCauses;
import dev.inward.model.Prompt;
import dev.inward.model.UnusableModelException;
import dev.inward.study.StudyListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks models, each prompt once a run: whoever asks again gets the same answer.
 *
 * <p>This class is thread-safe.
 */
public final class AnswerCollector {

    /** The topic of prompts at object level. */
    public static final String OBJECT_LEVEL = "object_level";

    private record Asked(NamedModel respondent, String prompt, int sample) {}

    private final Map<Asked, CompletableFuture<Answer>> given = new ConcurrentHashMap<>();
    private final StudyProgress progress;
    private final AnswerSource source;

    public AnswerCollector(StudyListener listener, AnswerSource source) {
        this.progress = new StudyProgress(listener);
        this.source = source;
    }

    /**
     * Asks for one answer to a prompt.
     *
     * @param topic the property that the prompt asks about, or {@link #OBJECT_LEVEL}
     */
    public CompletableFuture<Answer> ask(NamedModel respondent, String topic, String prompt) {
        return ask(respondent, topic, prompt, 1).get(0);
    }

    /**
     * Asks what the comparison can do without: whoever refuses such a prompt leaves its answer
     * missing.
     */
    public CompletableFuture<Answer> probe(NamedModel respondent, String topic, String prompt) {
        return ask(respondent, topic, prompt)
                .exceptionally(
                        failure -> {
                            Throwable cause = FailureCauses.causeOf(failure);
                            if (cause instanceof AnswerStoreException broken) {
                                throw broken;
                            }
                            return new Answer(String.valueOf(cause), Answer.State.MISSING, null);
                        });
    }

    /**
     * Asks for several answers to the same prompt, for those together that nobody has asked for.
     *
     * @param samples how many, at least 1
     */
    List<CompletableFuture<Answer>> ask(
            NamedModel respondent, String topic, String prompt, int samples) {
        var answers = new ArrayList<CompletableFuture<Answer>>();
        var questions = new ArrayList<AnswerRequest>();
        var mine = new ArrayList<CompletableFuture<Answer>>();
        for (int sample = 0; sample < samples; sample++) {
            var fresh = new CompletableFuture<Answer>();
            CompletableFuture<Answer> others =
                    given.putIfAbsent(new Asked(respondent, prompt, sample), fresh);
            if (others == null) {
                questions.add(
                        new AnswerRequest(
                                respondent.model(),
                                respondent.name(),
                                topic,
                                Prompt.ofUser(prompt),
                                sample));
                mine.add(fresh);
            }
            answers.add(others == null ? fresh : others);
        }
        if (!questions.isEmpty()) {
            answer(questions, mine);
        }
        return answers;
    }

    private void answer(List<AnswerRequest> questions, List<CompletableFuture<Answer>> mine) {
        questions.forEach(progress::asked);
        List<CompletableFuture<AnswerResult>> coming;
        try {
            coming = source.answers(questions);
        } catch (RuntimeException broken) {
            mine.forEach(answer -> answer.completeExceptionally(broken));
            return;
        }
        for (int i = 0; i < questions.size(); i++) {
            answer(questions.get(i), coming.get(i), mine.get(i));
        }
    }

    private void answer(
            AnswerRequest question,
            CompletableFuture<AnswerResult> coming,
            CompletableFuture<Answer> mine) {
        CompletableFuture<Boolean> unused =
                coming.handle(
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

    private static Answer of(AnswerResult answer) {
        return new Answer(
                answer.completion().text(),
                Answer.State.GIVEN,
                answer.completion().servedModel().orElse(null));
    }

    /** An answer that did not come; what no other prompt will fare better with ends the study. */
    private static Answer without(Throwable failure) {
        Throwable cause = FailureCauses.causeOf(failure);
        if (AnswerPlan.isPlannedOnly(cause)) {
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
