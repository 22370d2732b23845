package dev.inward.knowntruth;

import dev.inward.Margin;
import dev.inward.property.BehavioralProperties;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonAnswers;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ExtraMeasurements;
import dev.inward.study.Judging;
import dev.inward.study.ModelProvenance;
import dev.inward.study.Prediction;
import dev.inward.study.PredictionOutcome;
import dev.inward.study.Provenance;
import dev.inward.study.ReferencePredictor;
import dev.inward.study.ReferenceScores;
import dev.inward.study.ScoredItem;
import dev.inward.study.StoppingRule;
import dev.inward.study.TrainingAnswers;
import dev.inward.study.TrainingLabels;
import dev.inward.study.measurement.MeasurementResult;
import dev.inward.task.Item;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Task;
import dev.inward.task.TrainingOverlap;
import dev.inward.verdict.DecisionRule;
import dev.inward.verdict.Evidence;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A builder of comparisons with given outcomes, as if the predictors were finetuned. No answer is
 * missing unless the test says so.
 */
public final class SyntheticComparison {

    private final ComparisonRequest request;
    private final List<ScoredItem> items;
    private int undefined;
    private List<Item> withoutBehaviour = List.of();
    private int trainingRows = 1000;
    private int trainingItems = 1000;
    private int missingTraining;
    private int nonCompliantTraining;
    private ComparisonAnswers answers = ComparisonAnswers.NONE;
    private List<Item> withoutPredictorBehaviour = List.of();
    private String whyNotFramed = "";
    private ModelProvenance target;
    private ModelProvenance predictor;
    private @Nullable Judging judging;
    private SortedMap<String, Judging> judgedTraining = new TreeMap<>();
    private List<MeasurementResult> measurements = List.of();

    private SyntheticComparison(ComparisonRequest request, List<ScoredItem> items) {
        this.request = request;
        this.items = items;
        this.target = model(request.target(), null);
        this.predictor = model(request.predictor(), null);
    }

    /** Starts the comparison of these items. */
    public static SyntheticComparison of(ComparisonRequest request, List<ScoredItem> items) {
        return new SyntheticComparison(request, items);
    }

    /** Returns a request for all held-out items without extra measurements. */
    public static ComparisonRequest request(
            String target, String predictor, List<Task> tasks, long seed, StoppingRule stopping) {
        return new ComparisonRequest(
                BehavioralProperties.named("first_character"),
                target,
                predictor,
                tasks,
                ScoredSplit.HELD_OUT,
                Integer.MAX_VALUE,
                seed,
                TrainingLabels.TRUE,
                ExtraMeasurements.NONE,
                stopping);
    }

    /** Returns a request for all held-out items of a given property. */
    public static ComparisonRequest request(
            String property,
            TrainingLabels labels,
            String target,
            String predictor,
            Task... tasks) {
        return new ComparisonRequest(
                BehavioralProperties.named(property),
                target,
                predictor,
                List.of(tasks),
                ScoredSplit.HELD_OUT,
                Integer.MAX_VALUE,
                1,
                labels,
                ExtraMeasurements.NONE,
                StoppingRule.AT_THE_END);
    }

    /** Returns a request for all held-out items. */
    public static ComparisonRequest request(String target, String predictor, Task... tasks) {
        return request(target, predictor, List.of(tasks), 1, StoppingRule.AT_THE_END);
    }

    /** Returns a task without prompts and properties. */
    public static Task task(String name, List<Item> items) {
        return new Task(name, new Task.Prompts("", "", ""), List.of(), items);
    }

    /** Returns an item on which the mode baseline and both untrained predictors are wrong. */
    public static ScoredItem scored(Item item, PredictionOutcome self, PredictionOutcome cross) {
        var untrained = new Prediction("b", PredictionOutcome.WRONG);
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

    /** Returns a model whose provider reports no served model. */
    public static ModelProvenance model(String name, @Nullable String sampling) {
        return new ModelProvenance(name, null, sampling, new TreeSet<>(), null);
    }

    /** Sets the number of further items on which the property is undefined. */
    public SyntheticComparison undefined(int count) {
        undefined = count;
        return this;
    }

    /** Sets the further items to which the target gave no answer. */
    public SyntheticComparison withoutBehaviour(Item... missing) {
        withoutBehaviour = List.of(missing);
        return this;
    }

    /** Sets the numbers of training items and of missing answers to them. */
    public SyntheticComparison training(int count, int missing) {
        trainingItems = count;
        missingTraining = missing;
        return this;
    }

    /** Sets the number of rows that the predictors were finetuned on; 1000 by default. */
    public SyntheticComparison trainingRows(int count) {
        trainingRows = count;
        return this;
    }

    /** Sets the number of training answers that break compliance rules. */
    public SyntheticComparison nonCompliantTraining(int count) {
        nonCompliantTraining = count;
        return this;
    }

    /** Sets the items to which the cross-predictor's own answer is missing. */
    public SyntheticComparison withoutPredictorBehaviour(List<Item> missing) {
        withoutPredictorBehaviour = missing;
        return this;
    }

    /** Sets why no predictions under other framings were collected. */
    public SyntheticComparison notFramed(String reason) {
        whyNotFramed = reason;
        return this;
    }

    /** Sets the target and the cross-predictor. */
    public SyntheticComparison models(ModelProvenance predictedModel, ModelProvenance otherModel) {
        target = predictedModel;
        predictor = otherModel;
        return this;
    }

    /** Sets how judges computed the property; by default a function computes it. */
    public SyntheticComparison judging(Judging judges) {
        judging = judges;
        return this;
    }

    /** Sets how judges computed another property that the predictors learned. */
    public SyntheticComparison judgedTraining(String property, Judging judges) {
        judgedTraining = new TreeMap<>(Map.of(property, judges));
        return this;
    }

    /** Returns how judges computed a property of 100 answers, all of which got a value. */
    public static Judging judgedBy(ModelProvenance... judges) {
        return judgedBy("{answer}", judges);
    }

    /** Returns how judges computed a property by a given prompt. */
    public static Judging judgedBy(String prompt, ModelProvenance... judges) {
        return new Judging(
                List.of(judges), prompt, List.of("true", "false"), 100, 0, null, Map.of());
    }

    /**
     * {@return the evidence of the comparison, with a confidence of 95 % and a margin of 5 points}
     */
    public Evidence evidence() {
        return Evidence.of(
                request,
                CompletableFuture.completedFuture(build()),
                new DecisionRule(0.95, new Margin(0.05), false),
                verdict -> {});
    }

    /** Sets how the answers ended; by default all stopped normally. */
    public SyntheticComparison answers(ComparisonAnswers endings) {
        answers = endings;
        return this;
    }

    /** Sets what was measured beside the predictions. */
    public SyntheticComparison measurements(MeasurementResult... results) {
        measurements = List.of(results);
        return this;
    }

    /** {@return the comparison} */
    public Comparison build() {
        return new Comparison(
                request,
                trainingRows,
                items,
                undefined,
                withoutBehaviour,
                trainingItems,
                missingTraining,
                List.of(
                        new TrainingAnswers(
                                request.target(),
                                trainingItems - missingTraining,
                                nonCompliantTraining)),
                "gone",
                withoutPredictorBehaviour,
                whyNotFramed,
                0,
                answers,
                TrainingOverlap.NONE,
                new Provenance(
                        target,
                        predictor,
                        false,
                        "data",
                        "prompts",
                        List.of(),
                        judging,
                        judgedTraining),
                measurements);
    }
}
