package dev.inward.study.run;

import dev.inward.judge.BehaviourJudging;
import dev.inward.judge.JudgeRequirements;
import dev.inward.judge.Judges;
import dev.inward.judge.PropertyValues;
import dev.inward.property.BehavioralProperty;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.Judging;
import dev.inward.study.collection.NamedModel;
import dev.inward.study.collection.ObservedBehaviours;
import dev.inward.task.Task;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The stage of a study in which judges read answers. In all methods, {@code taught} are the
 * properties that predictors are finetuned on, by task; empty without finetuning.
 *
 * @param judges the judges of the study
 * @param values the values of the study
 */
record JudgeStage(Judges judges, PropertyValues values) {

    JudgeStage(Judges judges) {
        this(judges, new PropertyValues(judges));
    }

    /** Checks what judges need, see {@link JudgeRequirements#require}. Calls no model. */
    List<String> require(ComparisonRequest request, Map<Task, List<BehavioralProperty>> taught) {
        return new JudgeRequirements(judges).require(request, taught);
    }

    /**
     * Asks the judges for all values that a comparison needs.
     *
     * @param models returns a model of the comparison by its name
     */
    CompletableFuture<BehaviourJudging.Result> read(
            ComparisonRequest request,
            Map<Task, List<BehavioralProperty>> taught,
            ObservedBehaviours observed,
            Function<String, NamedModel> models) {
        return new BehaviourJudging(values, judges).read(request, taught, observed, models);
    }

    /**
     * Requires that judges which gave too few values have answered some prompt.
     *
     * @throws dev.inward.model.UnusableModelException if all calls of a judge failed
     */
    void requireSuccess(
            ComparisonRequest request,
            Map<Task, List<BehavioralProperty>> taught,
            BehaviourJudging.Result judged) {
        if (judged.observations().target().lacksTooMany()) {
            judges.requireSuccess(request.property());
        }
        taught.values().stream()
                .flatMap(List::stream)
                .distinct()
                .filter(property -> lacksTooMany(judged.training().get(property.name())))
                .forEach(judges::requireSuccess);
    }

    private static boolean lacksTooMany(@Nullable Judging judging) {
        return judging != null && judging.lacksTooMany();
    }
}
