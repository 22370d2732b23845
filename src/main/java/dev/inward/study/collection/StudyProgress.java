package dev.inward.study.collection;

import dev.inward.cache.AnswerRequest;
import dev.inward.cache.AnswerResult;
import dev.inward.model.PricedModel;
import dev.inward.study.AnswerTally;
import dev.inward.study.StudyListener;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is asked and what comes, a model.
 *
 * <p>This class is thread-safe.
 */
final class StudyProgress {

    private final StudyListener listener;
    private final Map<String, AnswerTally> tallies = new HashMap<>();

    StudyProgress(StudyListener listener) {
        this.listener = listener;
    }

    synchronized void asked(AnswerRequest question) {
        tallies.merge(
                question.modelName(),
                new AnswerTally(question.modelName(), 1, 0, 0, 0, BigDecimal.ZERO),
                AnswerTally::plus);
    }

    /** Tells the listener of an answer, or of one that did not come. */
    void came(AnswerRequest question, @Nullable AnswerResult answer) {
        boolean isNew = answer != null && answer.isNew();
        BigDecimal money = BigDecimal.ZERO;
        if (answer != null && isNew && question.model() instanceof PricedModel model) {
            money =
                    model.price()
                            .map(price -> price.of(answer.completion()))
                            .orElse(BigDecimal.ZERO);
        }
        listener.answerCame(
                add(
                        new AnswerTally(
                                question.modelName(),
                                0,
                                1,
                                answer == null ? 1 : 0,
                                isNew ? 1 : 0,
                                money)));
    }

    private synchronized AnswerTally add(AnswerTally more) {
        return tallies.merge(more.model(), more, AnswerTally::plus);
    }
}
