package dev.inward.study.collection;

import dev.inward.cache.AnswerRequest;
import dev.inward.cache.AnswerResult;
import dev.inward.model.PricedModel;
import dev.inward.study.AnswerProgress;
import dev.inward.study.StudyListener;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts the requested and the complete answers of each model.
 *
 * <p>This class is thread-safe.
 */
final class AnswerCounter {

    private final StudyListener listener;
    private final Map<String, AnswerProgress> tallies = new HashMap<>();

    AnswerCounter(StudyListener listener) {
        this.listener = listener;
    }

    synchronized void countRequest(AnswerRequest request) {
        tallies.merge(
                request.modelName(),
                new AnswerProgress(request.modelName(), 1, 0, 0, 0, BigDecimal.ZERO),
                AnswerProgress::plus);
    }

    /**
     * Counts a complete answer and reports the new counts to the listener.
     *
     * @param result the answer; null if it is missing
     */
    void countAnswer(AnswerRequest request, @Nullable AnswerResult result) {
        boolean isNew = result != null && result.isNew();
        BigDecimal cost = BigDecimal.ZERO;
        if (result != null && isNew && request.model() instanceof PricedModel model) {
            cost =
                    model.price()
                            .map(price -> price.costOf(result.completion()))
                            .orElse(BigDecimal.ZERO);
        }
        listener.answerCompleted(
                add(
                        new AnswerProgress(
                                request.modelName(),
                                0,
                                1,
                                result == null ? 1 : 0,
                                isNew ? 1 : 0,
                                cost)));
    }

    private synchronized AnswerProgress add(AnswerProgress increment) {
        return tallies.merge(increment.model(), increment, AnswerProgress::plus);
    }
}
