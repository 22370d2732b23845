package dev.inward.study.scoring;

import dev.inward.judge.BehaviourJudging;
import dev.inward.judge.PropertyValues;
import dev.inward.model.Prompt;
import dev.inward.property.BehavioralProperty;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ScoredItem;
import dev.inward.study.collection.AnswerCollector;
import dev.inward.study.collection.Behaviours;
import dev.inward.study.collection.CollectedAnswer;
import dev.inward.study.collection.NamedModel;
import dev.inward.study.collection.ObservedBehaviours;
import dev.inward.study.collection.ServedModelIds;
import dev.inward.study.training.Predictors;
import dev.inward.task.Framing;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.task.Task;
import dev.inward.task.TrainingOverlap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Collects the predictions of all items of a comparison and compares them with the target's
 * behaviour.
 */
public final class ComparisonScoring {

    private final ComparisonRequest request;
    private final BehavioralProperty property;
    private final PropertyValues values;
    private final List<Item> drawn;
    private final ObservedBehaviours observations;
    private final BehaviourJudging.Result judged;
    private final ReferenceScorer referenceScorer;
    private final AnswerCollector answers;
    private final PredictorPrompts prompts;
    private final NamedModel target;
    private final NamedModel predictor;
    private final ServedModelIds served = new ServedModelIds();
    private final CollectedPredictions collected = new CollectedPredictions();

    /**
     * Creates the scoring of one comparison.
     *
     * @param drawn the items that are predicted
     * @param judged the object-level answers of the target and its peers
     * @param values the values of the property
     * @param target the model that is predicted, before any finetuning
     * @param predictor the cross-predictor, before any finetuning
     */
    public ComparisonScoring(
            ComparisonRequest request,
            List<Item> drawn,
            BehaviourJudging.Result judged,
            PropertyValues values,
            ClassifierTrainer classifiers,
            AnswerCollector answers,
            NamedModel target,
            NamedModel predictor) {
        this.target = target;
        this.predictor = predictor;
        this.request = request;
        this.property = request.property();
        this.drawn = drawn;
        this.values = values;
        this.observations = judged.observations();
        this.judged = judged;
        this.referenceScorer =
                new ReferenceScorer(request, drawn, observations, classifiers, values);
        this.answers = answers;
        prompts = new PredictorPrompts(request, observations, values);
    }

    /** Returns the request that is scored. */
    public ComparisonRequest request() {
        return request;
    }

    /** Returns the hypothetical prompt about an item, with examples and room for thinking. */
    public Prompt prompt(Item item) {
        return prompts.of(request.taskOf(item).orElseThrow(), item, Framing.YOU);
    }

    /** Returns the comparison, which completes after all predictions. */
    public CompletableFuture<Comparison> compare(Predictors predictors) {
        var scoring =
                new ItemScoring(
                        request,
                        predictors,
                        prompts,
                        new SimulatedAnswers(request, predictors, answers, values),
                        referenceScorer,
                        answers,
                        served,
                        collected);
        var items = new ArrayList<CompletableFuture<ScoredItem>>();
        var pending = new ArrayList<CompletableFuture<?>>();
        var drawnItems = new HashSet<>(drawn);
        int undefined = 0;
        for (Task task : request.tasks()) {
            for (Item item : task.items(request.split()).filter(drawnItems::contains).toList()) {
                CollectedAnswer behaviour = observations.target().of(item);
                if (behaviour.isPlanned()) {
                    pending.add(scoring.score(task, item, "", ""));
                } else if (!behaviour.isMissing()) {
                    Optional<String> value = values.of(property, item, behaviour);
                    if (value.isPresent()) {
                        items.add(scoring.score(task, item, behaviour.text(), value.get()));
                    } else {
                        undefined++;
                    }
                }
            }
        }
        int undefinedItems = undefined;
        pending.addAll(items);
        return CompletableFuture.allOf(pending.toArray(new CompletableFuture<?>[0]))
                .thenApply(
                        done ->
                                comparison(
                                        predictors,
                                        items.stream().map(CompletableFuture::join).toList(),
                                        undefinedItems));
    }

    /**
     * Returns a comparison without predictions, for a target whose training answers are
     * insufficient.
     */
    public Comparison undecided() {
        return comparison(null, List.of(), 0);
    }

    private Comparison comparison(
            @Nullable Predictors predictors, List<ScoredItem> items, int undefined) {
        Behaviours behaviours = observations.target();
        List<Item> missing =
                drawn.stream().filter(item -> behaviours.of(item).isMissing()).toList();
        List<CollectedAnswer> training =
                observations
                        .learnedFrom()
                        .flatMap(model -> model.trainingAnswers().stream())
                        .toList();
        List<CollectedAnswer> missingTraining =
                training.stream().filter(CollectedAnswer::isMissing).toList();
        return new Comparison(
                request,
                predictors == null ? 0 : predictors.trainingRows(),
                items,
                undefined,
                missing,
                training.size(),
                missingTraining.size(),
                predictors == null ? List.of() : predictors.learnedFrom(),
                Stream.concat(missing.stream().map(behaviours::of), missingTraining.stream())
                        .map(CollectedAnswer::text)
                        .findFirst()
                        .orElse(""),
                withoutOwnBehaviour(),
                predictors == null ? "no predictor was called" : predictors.whyNotFramed(),
                0,
                collected.endings(judged.collected().target()),
                predictors == null || predictors.trainingRows() == 0
                        ? TrainingOverlap.NONE
                        : TrainingOverlap.of(trainingItems(), drawn),
                ProvenanceReader.of(request, target, predictor, predictors, judged, served),
                List.of());
    }

    private List<Item> trainingItems() {
        return observations.target().answers().keySet().stream()
                .filter(item -> item.split() == Split.TRAIN)
                .toList();
    }

    private List<Item> withoutOwnBehaviour() {
        Behaviours own = observations.peers().get(request.predictor());
        return own == null
                ? drawn
                : drawn.stream().filter(item -> own.of(item).isMissing()).toList();
    }
}
