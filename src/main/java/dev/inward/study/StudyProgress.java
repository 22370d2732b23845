package dev.inward.study;

import dev.inward.cache.GivenAnswer;
import dev.inward.cache.Question;
import dev.inward.model.PricedModel;
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
    private final Map<String, Tally> tallies = new HashMap<>();

    StudyProgress(StudyListener listener) {
        this.listener = listener;
    }

    synchronized void asked(Question question) {
        tallies.merge(
                question.modelName(),
                new Tally(question.modelName(), 1, 0, 0, 0, BigDecimal.ZERO),
                Tally::plus);
    }

    /** Tells the listener of an answer, or of one that did not come. */
    void came(Question question, @Nullable GivenAnswer answer) {
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
                        new Tally(
                                question.modelName(),
                                0,
                                1,
                                answer == null ? 1 : 0,
                                isNew ? 1 : 0,
                                money)));
    }

    private synchronized Tally add(Tally more) {
        return tallies.merge(more.model(), more, Tally::plus);
    }
}
