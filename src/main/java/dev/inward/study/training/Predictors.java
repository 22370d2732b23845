package dev.inward.study.training;

import dev.inward.study.TrainingAnswers;
import dev.inward.study.collection.NamedModel;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
 * @param learnedFrom the training answers of each model that rows are about, by name; empty if
 *     there was no finetuning
 * @param simulator the model that answers in the target's place; null if there is none
 * @param whyNotFramed the reason why the predictors get no prompts about other models; empty if
 *     they get them
 * @param sets the rows with the models that learn them, in this order: predictors, simulator,
 *     changes of behaviour; empty if there was no finetuning
 * @param changed the self-predictor after it learned the object-level answers of a model, by the
 *     name of that model; empty if no measurement changes the behaviour
 */
public record Predictors(
        NamedModel self,
        NamedModel cross,
        NamedModel untrainedSelf,
        NamedModel untrainedCross,
        int trainingRows,
        List<TrainingAnswers> learnedFrom,
        @Nullable TargetSimulator simulator,
        String whyNotFramed,
        List<LearnedSet> sets,
        Map<String, NamedModel> changed) {

    /** Copies the lists and the map. */
    public Predictors {
        learnedFrom = List.copyOf(learnedFrom);
        sets = List.copyOf(sets);
        changed = Collections.unmodifiableMap(new TreeMap<>(changed));
    }

    /** Creates predictors that are not finetuned. */
    public Predictors(
            NamedModel self,
            NamedModel cross,
            NamedModel untrainedSelf,
            NamedModel untrainedCross,
            @Nullable TargetSimulator simulator,
            String whyNotFramed) {
        this(
                self,
                cross,
                untrainedSelf,
                untrainedCross,
                0,
                List.of(),
                simulator,
                whyNotFramed,
                List.of(),
                Map.of());
    }
}
