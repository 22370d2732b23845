package dev.inward.study.scoring;

import dev.inward.property.BehavioralProperty;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ScoredItem;
import dev.inward.study.collection.Answer;
import dev.inward.study.collection.AnswerCollector;
import dev.inward.study.collection.Behaviours;
import dev.inward.study.collection.NamedModel;
import dev.inward.study.collection.ObservedBehaviours;
import dev.inward.study.collection.ServedModels;
import dev.inward.study.training.Predictors;
import dev.inward.task.Item;
import dev.inward.task.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks a panel about held-out items and compares what it says with what the target did. */
public final class ComparisonScoring {

    private final ComparisonRequest request;
    private final BehavioralProperty property;
    private final List<Item> drawn;
    private final ObservedBehaviours observations;
    private final ReferenceScorer yardsticks;
    private final AnswerCollector answers;
    private final NamedModel target;
    private final NamedModel predictor;
    private final ServedModels served = new ServedModels();

    /**
     * Makes the scoring of one comparison.
     *
     * @param target the model that is predicted, as it is before any finetuning
     * @param predictor the other model, likewise
     */
    public ComparisonScoring(
            ComparisonRequest request,
            List<Item> drawn,
            ObservedBehaviours observations,
            ClassifierTrainer classifiers,
            AnswerCollector answers,
            NamedModel target,
            NamedModel predictor) {
        this.target = target;
        this.predictor = predictor;
        this.request = request;
        this.property = request.property();
        this.drawn = drawn;
        this.observations = observations;
        this.yardsticks = new ReferenceScorer(request, observations, classifiers);
        this.answers = answers;
    }

    public CompletableFuture<Comparison> compare(Predictors panel) {
        var scoring = new ItemScoring(request, panel, yardsticks, answers, served);
        var items = new ArrayList<CompletableFuture<ScoredItem>>();
        var planned = new ArrayList<CompletableFuture<?>>();
        var isDrawn = new HashSet<>(drawn);
        int undefined = 0;
        for (Task task : request.tasks()) {
            for (Item item : task.items(request.split()).filter(isDrawn::contains).toList()) {
                Answer behaviour = observations.target().of(item);
                if (behaviour.isPlanned()) {
                    planned.add(scoring.score(task, item, "", ""));
                } else if (!behaviour.isMissing()) {
                    Optional<String> value = property.value(item.answeredWith(behaviour.text()));
                    if (value.isPresent()) {
                        items.add(scoring.score(task, item, behaviour.text(), value.get()));
                    } else {
                        undefined++;
                    }
                }
            }
        }
        int undefinedItems = undefined;
        planned.addAll(items);
        return CompletableFuture.allOf(planned.toArray(new CompletableFuture<?>[0]))
                .thenApply(
                        done ->
                                comparison(
                                        panel,
                                        items.stream().map(CompletableFuture::join).toList(),
                                        undefinedItems));
    }

    /** The comparison that is left where too few behaviours are known to ask predictors at all. */
    public Comparison undecided() {
        return comparison(null, List.of(), 0);
    }

    private Comparison comparison(
            @Nullable Predictors panel, List<ScoredItem> items, int undefined) {
        Behaviours behaviours = observations.target();
        List<Item> missing =
                drawn.stream().filter(item -> behaviours.of(item).isMissing()).toList();
        List<Answer> missingTraining =
                behaviours.toTrainingItems().stream().filter(Answer::isMissing).toList();
        return new Comparison(
                request,
                panel == null ? 0 : panel.trainingRows(),
                items,
                undefined,
                missing,
                behaviours.toTrainingItems().size(),
                missingTraining.size(),
                Stream.concat(missing.stream().map(behaviours::of), missingTraining.stream())
                        .map(Answer::text)
                        .findFirst()
                        .orElse(""),
                missingOwn(),
                panel == null ? "no predictor was asked" : panel.whyNotFramed(),
                0,
                ProvenanceReader.read(request, target, predictor, observations, served));
    }

    private int missingOwn() {
        Behaviours own = observations.peers().get(request.predictor());
        return own == null
                ? drawn.size()
                : Math.toIntExact(drawn.stream().map(own::of).filter(Answer::isMissing).count());
    }
}
