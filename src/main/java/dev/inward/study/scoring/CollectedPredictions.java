package dev.inward.study.scoring;

import dev.inward.study.ComparisonAnswers;
import dev.inward.study.collection.AnswerEndingCounter;
import dev.inward.study.collection.Behaviours;
import dev.inward.study.collection.CollectedAnswer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The predictions of one comparison as they were collected.
 *
 * <p>This class is thread-safe.
 *
 * @param self the target's predictions of itself
 * @param cross the cross-predictor's predictions of the target
 */
record CollectedPredictions(Queue<CollectedAnswer> self, Queue<CollectedAnswer> cross) {

    CollectedPredictions() {
        this(new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>());
    }

    /** Counts how all answers of the comparison ended. */
    ComparisonAnswers endings(Behaviours target) {
        return new ComparisonAnswers(
                AnswerEndingCounter.count(target.answers().values()),
                AnswerEndingCounter.count(self),
                AnswerEndingCounter.count(cross));
    }
}
