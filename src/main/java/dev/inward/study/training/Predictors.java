package dev.inward.study.training;

import dev.inward.study.collection.NamedModel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The predictors of a comparison.
 *
 * @param self the self-predictor: the target, finetuned if possible
 * @param cross the cross-predictor, finetuned if possible
 * @param untrainedSelf the self-predictor before any finetuning
 * @param untrainedCross the cross-predictor before any finetuning
 * @param trainingRows the number of rows that self and cross were finetuned on; 0 if they were not
 *     finetuned
 * @param nonCompliantAnswers the number of training answers that break the compliance rules of
 *     their task; no row was made of them; 0 if there was no finetuning
 * @param simulator the model that answers in the target's place; null if there is none
 * @param whyNotFramed the reason why the predictors get no prompts about other models; empty if
 *     they get them
 * @param sets the rows by the name of the model that learns them; empty if there was no finetuning
 */
public record Predictors(
        NamedModel self,
        NamedModel cross,
        NamedModel untrainedSelf,
        NamedModel untrainedCross,
        int trainingRows,
        int nonCompliantAnswers,
        @Nullable TargetSimulator simulator,
        String whyNotFramed,
        Map<String, FinetuningSet> sets) {

    /** Copies the sets. */
    public Predictors {
        sets = Map.copyOf(sets);
    }

    /** Creates predictors that are not finetuned, or whose rows are not known. */
    public Predictors(
            NamedModel self,
            NamedModel cross,
            NamedModel untrainedSelf,
            NamedModel untrainedCross,
            int trainingRows,
            int nonCompliantAnswers,
            @Nullable TargetSimulator simulator,
            String whyNotFramed) {
        this(
                self,
                cross,
                untrainedSelf,
                untrainedCross,
                trainingRows,
                nonCompliantAnswers,
                simulator,
                whyNotFramed,
                Map.of());
    }
}
