package dev.inward.knowntruth;

import dev.inward.Margin;
import dev.inward.property.BehavioralProperties;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ExtraMeasurements;
import dev.inward.study.Labels;
import dev.inward.study.ModelProvenance;
import dev.inward.study.Outcome;
import dev.inward.study.Prediction;
import dev.inward.study.Provenance;
import dev.inward.study.ReferencePredictor;
import dev.inward.study.ReferenceScores;
import dev.inward.study.ScoredItem;
import dev.inward.study.Stopping;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.task.Task;
import dev.inward.verdict.DecisionRule;
import dev.inward.verdict.Evidence;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A comparison made by hand, as if predictors had been finetuned; nothing is missing unless told.
 */
public final class MadeComparison {

    private final ComparisonRequest request;
    private final List<ScoredItem> items;
    private int undefined;
    private List<Item> withoutBehaviour = List.of();
    private int trainingItems = 1000;
    private int missingTraining;
    private int missingOwn;
    private ModelProvenance target;
    private ModelProvenance predictor;

    private MadeComparison(ComparisonRequest request, List<ScoredItem> items) {
        this.request = request;
        this.items = items;
        this.target = participant(request.target(), null);
        this.predictor = participant(request.predictor(), null);
    }

    /** Starts the comparison of these items. */
    public static MadeComparison of(ComparisonRequest request, List<ScoredItem> items) {
        return new MadeComparison(request, items);
    }

    /** A request for all held-out items and nothing beside them. */
    public static ComparisonRequest request(
            String target, String predictor, List<Task> tasks, long seed, Stopping stopping) {
        return new ComparisonRequest(
                BehavioralProperties.named("first_character"),
                target,
                predictor,
                tasks,
                Split.HELD_OUT,
                Integer.MAX_VALUE,
                seed,
                Labels.TRUE,
                ExtraMeasurements.NONE,
                stopping);
    }

    /** A request for another property, that takes all its items. */
    public static ComparisonRequest request(
            String property, Labels labels, String target, String predictor, Task... tasks) {
        return new ComparisonRequest(
                BehavioralProperties.named(property),
                target,
                predictor,
                List.of(tasks),
                Split.HELD_OUT,
                Integer.MAX_VALUE,
                1,
                labels,
                ExtraMeasurements.NONE,
                Stopping.AT_THE_END);
    }

    /** A request that takes all its items. */
    public static ComparisonRequest request(String target, String predictor, Task... tasks) {
        return request(target, predictor, List.of(tasks), 1, Stopping.AT_THE_END);
    }

    /** A task without prompts or properties of its own. */
    public static Task task(String name, List<Item> items) {
        return new Task(name, new Task.Prompts("", "", ""), List.of(), items);
    }

    /** An item on which neither the baseline nor anybody without finetuning is right. */
    public static ScoredItem scored(Item item, Outcome self, Outcome cross) {
        var untrained = new Prediction("b", Outcome.WRONG);
        return new ScoredItem(
                item,
                "a",
                "a",
                new Prediction("a", self),
                new Prediction("a", cross),
                untrained,
                untrained,
                new ReferenceScores(
                        "c", Map.of(ReferencePredictor.MODE, 0.0), Set.of(), null, null),
                null);
    }

    /** Somebody whom no server names. */
    public static ModelProvenance participant(String name, @Nullable String sampling) {
        return new ModelProvenance(name, null, sampling, new TreeSet<>(), null);
    }

    /** Says of how many further items the property is undefined. */
    public MadeComparison undefined(int count) {
        undefined = count;
        return this;
    }

    /** Says which further items the target gave no answer to. */
    public MadeComparison withoutBehaviour(Item... missing) {
        withoutBehaviour = List.of(missing);
        return this;
    }

    /** Says how many training items the target was asked, and how many it gave no answer to. */
    public MadeComparison training(int asked, int missing) {
        trainingItems = asked;
        missingTraining = missing;
        return this;
    }

    /** Says to how many items the cross-predictor's own answer is missing. */
    public MadeComparison missingOwn(int count) {
        missingOwn = count;
        return this;
    }

    /** Says who took part. */
    public MadeComparison by(ModelProvenance predicted, ModelProvenance other) {
        target = predicted;
        predictor = other;
        return this;
    }

    /** {@return the comparison as evidence, at a confidence of 95 % and a margin of 5 points} */
    public Evidence evidence() {
        return Evidence.of(
                request,
                CompletableFuture.completedFuture(make()),
                new DecisionRule(0.95, new Margin(0.05), false),
                verdict -> {});
    }

    /** {@return the comparison} */
    public Comparison make() {
        return new Comparison(
                request,
                1000,
                items,
                undefined,
                withoutBehaviour,
                trainingItems,
                missingTraining,
                "gone",
                missingOwn,
                "",
                0,
                new Provenance(target, predictor, "data", "prompts"));
    }
}
