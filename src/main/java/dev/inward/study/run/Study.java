package dev.inward.study.run;

import dev.inward.cache.AnswerSource;
import dev.inward.model.registry.ModelRegistry;
import dev.inward.property.BehavioralProperty;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.Labels;
import dev.inward.study.Lineage;
import dev.inward.study.StudyListener;
import dev.inward.study.collection.AnswerCollector;
import dev.inward.study.collection.BehaviourCollector;
import dev.inward.study.collection.Behaviours;
import dev.inward.study.collection.NamedModel;
import dev.inward.study.scoring.ClassifierTrainer;
import dev.inward.study.scoring.ComparisonScoring;
import dev.inward.study.training.PredictorFactory;
import dev.inward.study.training.TrainingTasks;
import dev.inward.task.Item;
import dev.inward.task.Task;
import dev.inward.task.Tasks;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * One run of the experiment. Every stage happens once, however many comparisons need it: a target's
 * answers, a predictor's finetuning, a predictor's answers.
 *
 * <p>Predictors are finetuned on all tasks with all the properties these list, whichever
 * comparisons are asked for, so that a comparison comes out the same alone and among others. A
 * property that no task lists, such as one declared in an eval class, is taught on top of those.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class Study implements AutoCloseable {

    private final ModelRegistry models;
    private final Tasks tasks;
    private final AnswerCollector answers;
    private final ClassifierTrainer classifiers = new ClassifierTrainer();
    private final PredictorFactory panels;

    /**
     * Prepares a study; nobody is asked yet.
     *
     * @param models who can be named
     * @param tasks what predictors are finetuned on
     * @param listener hears how far the study has come
     * @param source where answers come from; stays open when the study is closed
     */
    public Study(ModelRegistry models, Tasks tasks, StudyListener listener, AnswerSource source) {
        this.models = models;
        this.tasks = tasks;
        this.panels = new PredictorFactory(listener);
        this.answers = new AnswerCollector(listener, source);
    }

    /**
     * Starts what a comparison needs and has not been started yet.
     *
     * @return the comparison to come; completes exceptionally when a model cannot be opened or
     *     finetuned. An answer that does not come is recorded as missing and fails nothing
     */
    public CompletableFuture<Comparison> compare(ComparisonRequest request) {
        return compare(request, request.drawnItems());
    }

    /**
     * Starts what a comparison needs, in growing batches of items, until it is decided, its items
     * end, or answers are missing.
     *
     * @param isDecided whether no further item is needed; asked after every batch
     * @return as {@link #compare(ComparisonRequest)}
     */
    public CompletableFuture<Comparison> compareUntil(
            ComparisonRequest request, Predicate<Comparison> isDecided) {
        return SequentialRounds.of(request, items -> compare(request, items), isDecided).collect();
    }

    private CompletableFuture<Comparison> compare(ComparisonRequest request, List<Item> drawn) {
        NamedModel target = respondent(request.target());
        NamedModel predictor = respondent(request.predictor());
        if (request.labels() == Labels.PERMUTED
                && !(target.isFinetunable() && predictor.isFinetunable())) {
            throw new IllegalArgumentException(
                    "permuted labels are a control on finetuning, but '%s' or '%s' cannot be finetuned; use a clone as the control of such models"
                            .formatted(request.target(), request.predictor()));
        }
        Map<Task, List<BehavioralProperty>> curriculum = TrainingTasks.of(tasks, request);
        return new BehaviourCollector(this::respondent, answers)
                .observe(request, curriculum.keySet(), drawn)
                // Classifiers learn there: not on a thread that answers come on.
                .thenComposeAsync(
                        observations -> {
                            Behaviours behaviours = observations.target();
                            var scoring =
                                    new ComparisonScoring(
                                            request,
                                            drawn,
                                            observations,
                                            classifiers,
                                            answers,
                                            target,
                                            predictor);
                            return behaviours.areTooFew() && !behaviours.arePlanned()
                                    ? CompletableFuture.completedFuture(scoring.undecided())
                                    : scoring.compare(
                                            panels.of(
                                                    request,
                                                    target,
                                                    predictor,
                                                    curriculum,
                                                    behaviours));
                        });
    }

    private NamedModel respondent(String name) {
        return new NamedModel(
                name, models.open(name), Lineage.of(models.specification(name)).orElse(null));
    }

    /**
     * Closes the finetuned models that can be closed.
     *
     * @throws IllegalStateException when one of them cannot be closed; the others are closed all
     *     the same, and their failures are suppressed exceptions of this one
     */
    @Override
    public void close() {
        panels.close();
    }
}
