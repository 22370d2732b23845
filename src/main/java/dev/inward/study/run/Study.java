package dev.inward.study.run;

import dev.inward.cache.AnswerSource;
import dev.inward.judge.JudgeRequirements;
import dev.inward.judge.Judges;
import dev.inward.model.ModelSpecification;
import dev.inward.model.registry.ModelRegistry;
import dev.inward.property.BehavioralProperty;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.Lineage;
import dev.inward.study.StudyListener;
import dev.inward.study.collection.AnswerCollector;
import dev.inward.study.collection.BehaviourCollector;
import dev.inward.study.collection.Behaviours;
import dev.inward.study.collection.NamedModel;
import dev.inward.study.collection.ObservedBehaviours;
import dev.inward.study.collection.Preamble;
import dev.inward.study.collection.ReasoningTags;
import dev.inward.study.collection.TranscribedModels;
import dev.inward.study.scoring.ClassifierTrainer;
import dev.inward.study.scoring.ComparisonScoring;
import dev.inward.study.stage.StudyStages;
import dev.inward.study.training.PredictorFactory;
import dev.inward.study.training.Predictors;
import dev.inward.study.training.TrainingTasks;
import dev.inward.task.Item;
import dev.inward.task.Task;
import dev.inward.task.Tasks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One run of the experiment. Each stage runs once, even if several comparisons need it: the answers
 * of a target, the finetuning of a predictor, the answers of a predictor.
 *
 * <p>Predictors are finetuned on all tasks, with all properties that the tasks list. So the result
 * of a comparison does not depend on the other comparisons of the run. If no task lists the
 * property of a request, for example because an eval class declares it, predictors are finetuned on
 * it too.
 *
 * <p>This class is thread-safe.
 */
public final class Study implements AutoCloseable {

    private final ModelRegistry models;
    private final Tasks tasks;
    private final AnswerCollector answers;
    private final JudgeStage judging;
    private final ClassifierTrainer classifiers = new ClassifierTrainer();
    private final PredictorFactory predictors;
    private final Measurements measurements;

    /**
     * Creates a study without judges. No model is called yet.
     *
     * @param models the models of the study, by name
     * @param tasks the tasks that predictors are finetuned on
     * @param listener receives the progress of the study
     * @param source the source of the answers; {@link #close} does not close it
     */
    public Study(ModelRegistry models, Tasks tasks, StudyListener listener, AnswerSource source) {
        this(models, tasks, List.of(), listener, source);
    }

    /**
     * Creates a study. No model is called yet.
     *
     * @param models the models of the study, by name
     * @param tasks the tasks that predictors are finetuned on
     * @param judges the names of the judge models, which compute judged properties
     * @param listener receives the progress of the study
     * @param source the source of the answers; {@link #close} does not close it
     */
    public Study(
            ModelRegistry models,
            Tasks tasks,
            List<String> judges,
            StudyListener listener,
            AnswerSource source) {
        this.models = models;
        this.tasks = tasks;
        this.answers = new AnswerCollector(listener, source);
        this.predictors = new PredictorFactory(listener, answers);
        this.judging =
                new JudgeStage(
                        new Judges(answers, () -> judges.stream().map(this::namedModel).toList()));
        this.measurements = new Measurements(answers, judging.values());
    }

    /**
     * Checks what the judges of a comparison need. Calls no model.
     *
     * @param request the request
     * @return the names of the judges that the comparison calls; empty if it calls none
     * @throws IllegalArgumentException if it needs judges and there are none, if a model cannot be
     *     opened, or if an item or a labelled answer lacks a field of the judges' prompt
     */
    public List<String> requireJudges(ComparisonRequest request) {
        Map<Task, List<BehavioralProperty>> properties = TrainingTasks.of(tasks, request);
        if (!JudgeRequirements.needsJudges(request, properties)) {
            return List.of();
        }
        Function<String, NamedModel> named = models(request);
        boolean areFinetuned =
                PredictorFactory.areFinetuned(
                        request, named.apply(request.target()), named.apply(request.predictor()));
        return judging.require(request, areFinetuned ? properties : Map.of());
    }

    /**
     * Checks that the models of a comparison can call the tools of its tasks. Calls no model.
     *
     * @param request the request
     * @throws IllegalArgumentException if they cannot, or if a model cannot be opened
     */
    public void requireTools(ComparisonRequest request) {
        new ToolRequirements(tasks).require(request, models(request));
    }

    /**
     * Starts the stages that a comparison needs and that have not started yet. They leave no files.
     *
     * @param request the request
     * @return the future comparison; see {@link #compare(ComparisonRequest, StudyStages)}
     */
    public CompletableFuture<Comparison> compare(ComparisonRequest request) {
        return compare(request, StudyStages.NONE);
    }

    /**
     * Starts the stages that a comparison needs and that have not started yet.
     *
     * @param request the request
     * @param stages hears of the stages of this comparison
     * @return the future comparison. It completes exceptionally if a model cannot be opened or
     *     finetuned, or if all its calls fail. Any other answer that does not arrive is recorded as
     *     missing
     * @throws IllegalArgumentException if the labels are permuted and a model cannot be finetuned,
     *     or if all items are to be scored and the predictors are finetuned. Also if a task has
     *     tools that a model cannot call
     */
    public CompletableFuture<Comparison> compare(ComparisonRequest request, StudyStages stages) {
        requireModels(request);
        return compare(request, request.drawnItems(), stages);
    }

    /**
     * Starts a comparison that collects its items step by step. It ends when the claim is decided,
     * when no items are left, or when most answers of a step are missing.
     *
     * @param request the request
     * @param stages hears of the stages of this comparison, in each step anew
     * @param isDecided whether no further item is needed; called after each step
     * @return the future comparison; see {@link #compare(ComparisonRequest, StudyStages)}
     */
    public CompletableFuture<Comparison> compareUntil(
            ComparisonRequest request, StudyStages stages, Predicate<Comparison> isDecided) {
        requireModels(request);
        return SequentialRounds.of(request, items -> compare(request, items, stages), isDecided)
                .collect();
    }

    /** A comparison of several rounds is checked once. */
    private void requireModels(ComparisonRequest request) {
        requireJudges(request);
        requireTools(request);
        measurements.require(request, models(request));
    }

    private CompletableFuture<Comparison> compare(
            ComparisonRequest request, List<Item> drawn, StudyStages stages) {
        Function<String, NamedModel> named = models(request);
        NamedModel target = named.apply(request.target());
        NamedModel predictor = named.apply(request.predictor());
        boolean areFinetuned = PredictorFactory.areFinetuned(request, target, predictor);
        DesignRequirements.require(request, areFinetuned);
        Map<Task, List<BehavioralProperty>> properties = TrainingTasks.of(tasks, request);
        Map<Task, List<BehavioralProperty>> taught = areFinetuned ? properties : Map.of();
        return new BehaviourCollector(named, answers)
                .collect(request, areFinetuned ? taught.keySet() : request.tasks(), drawn)
                .thenApply(
                        observed -> {
                            stages.objectLevel(request, observed);
                            return observed;
                        })
                .thenCompose(observed -> judging.read(request, taught, observed, named))
                // Classifiers are trained here. That must not block the thread that delivers
                // answers.
                .thenComposeAsync(
                        judged -> {
                            Behaviours behaviours = judged.observations().target();
                            boolean isPlanned = judged.observations().isPlanned();
                            if (behaviours.lacksTooMany() && !isPlanned) {
                                answers.requireSuccess(target, AnswerCollector.OBJECT_LEVEL);
                            }
                            judging.requireSuccess(request, taught, judged);
                            stages.properties(
                                    request,
                                    judged.observations(),
                                    known(request, taught),
                                    judging.values());
                            var scoring =
                                    new ComparisonScoring(
                                            request,
                                            drawn,
                                            judged,
                                            judging.values(),
                                            classifiers,
                                            answers,
                                            target,
                                            predictor);
                            boolean isInsufficient =
                                    judged.observations()
                                            .learnedFrom()
                                            .anyMatch(Behaviours::isInsufficient);
                            return isInsufficient && !isPlanned
                                    ? CompletableFuture.completedFuture(scoring.undecided())
                                    : scored(
                                            stages,
                                            scoring,
                                            judged.observations(),
                                            predictors.of(
                                                    request,
                                                    target,
                                                    predictor,
                                                    properties,
                                                    isPlanned
                                                            ? judged.observations()
                                                            : judged.collected(),
                                                    judging.values()));
                        });
    }

    /** Returns the properties that are taught, and the one that is predicted. */
    private static Map<Task, List<BehavioralProperty>> known(
            ComparisonRequest request, Map<Task, List<BehavioralProperty>> taught) {
        var known = new LinkedHashMap<>(taught);
        for (Task task : request.tasks()) {
            known.merge(
                    task,
                    List.of(request.property()),
                    (ofTask, predicted) ->
                            Stream.concat(ofTask.stream(), predicted.stream()).distinct().toList());
        }
        return known;
    }

    private Function<String, NamedModel> models(ComparisonRequest request) {
        return TranscribedModels.of(request, tasks)
                .<Function<String, NamedModel>>map(transcribed -> transcribed::named)
                .orElse(this::namedModel);
    }

    private CompletableFuture<Comparison> scored(
            StudyStages stages,
            ComparisonScoring scoring,
            ObservedBehaviours observed,
            Predictors models) {
        ComparisonRequest request = scoring.request();
        stages.finetuningSets(request, models.sets());
        return stages.finetuned(request, models)
                .thenCompose(ready -> scored(scoring, models))
                .thenCompose(comparison -> measurements.add(comparison, scoring, observed, models))
                .thenApply(
                        comparison -> {
                            stages.hypothetical(request, comparison, scoring::prompt);
                            stages.scores(request, comparison);
                            return comparison;
                        });
    }

    /** Scores the predictions. If a predictor has only failed, there is no comparison. */
    private CompletableFuture<Comparison> scored(ComparisonScoring scoring, Predictors models) {
        return scoring.compare(models)
                .thenApply(
                        comparison -> {
                            if (comparison.missing()
                                    > Comparison.MAX_MISSING_SHARE * comparison.itemsToPredict()) {
                                String topic = comparison.request().property().name();
                                answers.requireSuccess(models.self(), topic);
                                answers.requireSuccess(models.cross(), topic);
                            }
                            return comparison;
                        });
    }

    private NamedModel namedModel(String name) {
        ModelSpecification entry = models.specification(name);
        return new NamedModel(
                name,
                models.open(name),
                Lineage.of(entry).orElse(null),
                ReasoningTags.of(entry),
                Preamble.of(entry));
    }

    /**
     * Closes the finetuned models that can be closed.
     *
     * @throws IllegalStateException if a model cannot be closed. The other models are closed
     *     nevertheless; their failures are added as suppressed exceptions
     */
    @Override
    public void close() {
        predictors.close();
    }
}
