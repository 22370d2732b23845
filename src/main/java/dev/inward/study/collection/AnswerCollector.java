package dev.inward.study.collection;

import dev.inward.cache.AnswerPlan;
import dev.inward.cache.AnswerRequest;
import dev.inward.cache.AnswerResult;
import dev.inward.cache.AnswerSource;
import dev.inward.cache.AnswerStoreException;
import dev.inward.model.ApiException;
import dev.inward.model.FailureCauses;
import dev.inward.model.FinetunableModel.TrainingCost;
import dev.inward.model.FinetuningProgress;
import dev.inward.model.Prompt;
import dev.inward.model.UnusableModelException;
import dev.inward.model.budget.BudgetException;
import dev.inward.study.StudyListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Requests the answers of models. Each model gets each prompt once: later requests return the same
 * answer.
 *
 * <p>This class is thread-safe.
 */
public final class AnswerCollector {

    /** The topic of object-level prompts. */
    public static final String OBJECT_LEVEL = "object_level";

    private record AnswerKey(NamedModel model, Prompt prompt, int sample) {}

    private final Map<AnswerKey, CompletableFuture<CollectedAnswer>> answersByKey =
            new ConcurrentHashMap<>();
    private final AnswerCounter progress;
    private final CallResults results = new CallResults();
    private final StudyListener listener;
    private final AnswerSource source;

    public AnswerCollector(StudyListener listener, AnswerSource source) {
        this.listener = listener;
        this.progress = new AnswerCounter(listener);
        this.source = new TranscriptSource(source);
    }

    /** Returns what pays for finetunings. */
    public FinetuningProgress.Expenses finetuningExpenses() {
        return source.finetuningExpenses();
    }

    /**
     * Counts a finetuning, if the run is only planned.
     *
     * @param model the name of the finetuned model
     * @param maxCost returns the most that the finetuning can cost
     */
    public void planTraining(String model, Supplier<TrainingCost> maxCost) {
        source.planTraining(model, maxCost);
    }

    /**
     * Requests one answer to a prompt.
     *
     * @param topic the name of the property that the prompt is about, or {@link #OBJECT_LEVEL}
     */
    public CompletableFuture<CollectedAnswer> request(
            NamedModel model, String topic, Prompt prompt) {
        return request(model, topic, prompt, 0L);
    }

    /**
     * Requests one answer to a prompt that may contain a planned answer.
     *
     * @param topic as in the other method
     * @param tokensToCome as in {@link AnswerRequest}
     */
    public CompletableFuture<CollectedAnswer> request(
            NamedModel model, String topic, Prompt prompt, long tokensToCome) {
        return request(model, topic, prompt, 1, tokensToCome).get(0);
    }

    /**
     * Requests one answer that the comparison does not depend on. If the call fails, the answer is
     * missing and the study continues.
     */
    public CompletableFuture<CollectedAnswer> requestOptional(
            NamedModel model, String topic, Prompt prompt) {
        return request(model, topic, prompt)
                .exceptionally(
                        failure -> {
                            Throwable cause = FailureCauses.causeOf(failure);
                            if (cause instanceof AnswerStoreException storeFailure) {
                                throw storeFailure;
                            }
                            return new CollectedAnswer(
                                    String.valueOf(cause), CollectedAnswer.State.MISSING, null);
                        });
    }

    /**
     * Requests several answers to the same prompt. The new ones among them are requested together,
     * since one call may return them all.
     *
     * @param samples the number of answers, at least 1
     */
    public List<CompletableFuture<CollectedAnswer>> request(
            NamedModel model, String topic, Prompt prompt, int samples) {
        return request(model, topic, prompt, samples, 0);
    }

    /**
     * Requests several answers to the same prompt, which may contain a planned answer.
     *
     * @param topic as in the other methods
     * @param samples the number of answers, at least 1
     * @param tokensToCome as in {@link AnswerRequest}
     */
    public List<CompletableFuture<CollectedAnswer>> request(
            NamedModel model, String topic, Prompt prompt, int samples, long tokensToCome) {
        var answers = new ArrayList<CompletableFuture<CollectedAnswer>>();
        var requests = new ArrayList<AnswerRequest>();
        var requested = new ArrayList<CompletableFuture<CollectedAnswer>>();
        for (int sample = 0; sample < samples; sample++) {
            var unanswered = new CompletableFuture<CollectedAnswer>();
            CompletableFuture<CollectedAnswer> known =
                    answersByKey.putIfAbsent(new AnswerKey(model, prompt, sample), unanswered);
            if (known == null) {
                requests.add(
                        new AnswerRequest(
                                model.model(),
                                model.name(),
                                topic,
                                model.preamble().before(prompt),
                                sample,
                                tokensToCome));
                requested.add(unanswered);
            }
            answers.add(known == null ? unanswered : known);
        }
        if (!requests.isEmpty()) {
            send(requests, requested, model.reasoning());
        }
        return answers;
    }

    /**
     * Requires that some call to a model about a topic has succeeded, if any was made. Calls that
     * the budget did not cover were not made.
     *
     * @throws UnusableModelException if all calls failed; its message has the first failure
     */
    public void requireSuccess(NamedModel model, String topic) {
        results.requireSuccess(model.name(), topic);
    }

    private void send(
            List<AnswerRequest> requests,
            List<CompletableFuture<CollectedAnswer>> requested,
            ReasoningTags reasoning) {
        requests.forEach(progress::countRequest);
        List<CompletableFuture<AnswerResult>> results;
        try {
            results = source.answers(requests);
        } catch (RuntimeException failure) {
            requested.forEach(answer -> answer.completeExceptionally(failure));
            return;
        }
        for (int i = 0; i < requests.size(); i++) {
            complete(requested.get(i), requests.get(i), results.get(i), reasoning);
        }
    }

    private void complete(
            CompletableFuture<CollectedAnswer> answer,
            AnswerRequest request,
            CompletableFuture<AnswerResult> pending,
            ReasoningTags reasoning) {
        CompletableFuture<Boolean> unused =
                pending.handle(
                                (result, failure) -> {
                                    progress.countAnswer(request, result);
                                    return result == null
                                            ? missing(request, failure)
                                            : of(request, result, reasoning);
                                })
                        .handle(
                                (collected, failure) ->
                                        failure == null
                                                ? answer.complete(collected)
                                                : answer.completeExceptionally(failure));
    }

    private CollectedAnswer of(
            AnswerRequest request, AnswerResult result, ReasoningTags reasoning) {
        results.addAnswer(
                request.modelName(),
                request.topic(),
                result.isNew() || request.model() instanceof TranscribedModel);
        return CollectedAnswer.of(result.completion(), reasoning);
    }

    /**
     * Returns a missing answer. If every other prompt would fail in the same way, throws the
     * failure, which ends the study.
     */
    private CollectedAnswer missing(AnswerRequest request, Throwable failure) {
        Throwable cause = FailureCauses.causeOf(failure);
        if (AnswerPlan.isPlannedOnly(cause)) {
            return CollectedAnswer.without(
                    String.valueOf(cause.getMessage()), CollectedAnswer.State.PLANNED);
        }
        if (cause instanceof AnswerStoreException storeFailure) {
            throw storeFailure;
        }
        if (cause instanceof TranscribedModel.MissingAnswerException) {
            results.addFailure(request.modelName(), request.topic(), cause);
            return CollectedAnswer.without(
                    String.valueOf(cause.getMessage()), CollectedAnswer.State.MISSING);
        }
        if (!(cause instanceof BudgetException)) {
            results.addFailure(request.modelName(), request.topic(), cause);
            listener.callFailed(request.modelName(), FailureCauses.messageOf(cause));
        }
        if (cause instanceof IllegalArgumentException
                || cause instanceof UnusableModelException
                || (cause instanceof ApiException api && api.endsStudy())) {
            throw (RuntimeException) cause;
        }
        return CollectedAnswer.without(String.valueOf(cause), CollectedAnswer.State.MISSING);
    }
}
