package dev.inward.junit;

import dev.inward.IntrospectionEval;
import dev.inward.InwardParameters;
import dev.inward.model.FinetunableModel;
import dev.inward.model.registry.ModelRegistry;
import dev.inward.property.BehavioralProperty;
import dev.inward.studies.StudyFile;
import dev.inward.studies.StudyPredictor;
import dev.inward.studies.StudyTasks;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.StoppingRule;
import dev.inward.study.collection.Preamble;
import dev.inward.study.design.StudyDesign;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Task;
import dev.inward.task.Tasks;
import dev.inward.transcript.TranscriptOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the comparisons of an eval. Reads its annotation, the parameters and the files. */
final class EvalResolver {

    private final ModelRegistry models;
    private final EvalTasks tasks;
    private final RunConfiguration configuration;
    private final Tasks allTasks;
    private final ModelChoice choice;

    EvalResolver(
            ModelRegistry models,
            Tasks tasks,
            RunConfiguration configuration,
            RegressionBaselines baselines) {
        this.models = models;
        this.tasks = new EvalTasks(models, tasks, configuration.evals());
        this.configuration = configuration;
        allTasks = tasks;
        choice = new ModelChoice(models, this.tasks, configuration.raw(), baselines);
    }

    /**
     * Resolves an eval.
     *
     * @throws IllegalArgumentException if a name is unknown or a value is not allowed
     */
    ResolvedEval resolve(EvalMethod eval) {
        eval.requireEvidenceParameter();
        Optional<String> study = eval.study();
        if (study.isPresent()) {
            return resolveStudy(study.get());
        }
        IntrospectionEval annotation = eval.annotation();
        var settings = new EvalSettings(EvalDefaults.of(annotation), configuration);
        BehavioralProperty property = tasks.propertyOf(eval);
        List<String> targets = choice.targets(List.of(annotation.targets()));
        var comparisons = new ArrayList<ComparisonRequest>();
        for (String target : targets) {
            List<String> predictors = choice.predictors(annotation, property, targets, target);
            for (String predictor : predictors) {
                List<Task> ofComparison = tasks.of(annotation, property, target, predictor);
                comparisons.add(
                        new ComparisonRequest(
                                property,
                                target,
                                predictor,
                                ofComparison,
                                split(settings, ofComparison, target, predictor, StudyDesign.NONE),
                                settings.items(),
                                settings.seed(),
                                settings.labels(),
                                settings.extraMeasurements(predictors),
                                settings.stopping()));
            }
        }
        requireComparisons(comparisons, targets);
        return new ResolvedEval(List.copyOf(comparisons), settings.rule());
    }

    /** Resolves a study that stands in a file. */
    private ResolvedEval resolveStudy(String name) {
        StudyFile study = StudyFile.read(configuration.evals().resolve("studies"), name);
        var settings = new EvalSettings(EvalDefaults.of(study), configuration);
        if (settings.stopping() == StoppingRule.WHEN_DECIDED
                && !settings.rule().isMarginImposed()) {
            study.requireOneMargin(InwardParameters.SEQUENTIAL, InwardParameters.MARGIN);
        }
        var design = new StudyTasks(study, allTasks, settings.seed());
        var comparisons = new ArrayList<ComparisonRequest>();
        List<String> targets = choice.targets(study.targets());
        for (BehavioralProperty property : design.properties()) {
            List<Task> scored = design.scored(property);
            for (String target : targets) {
                List<StudyPredictor> predictors =
                        choice.predictors(study.predictors(), targets, target);
                List<String> names =
                        predictors.stream().map(StudyPredictor::model).distinct().toList();
                List<String> models =
                        Stream.concat(targets.stream(), names.stream()).distinct().toList();
                for (StudyPredictor predictor : predictors) {
                    for (int rows : study.rows()) {
                        StudyDesign ofPredictor = design.design(predictor, rows, models);
                        ScoredSplit split =
                                split(settings, scored, target, predictor.model(), ofPredictor);
                        design.requireItems(scored, split);
                        comparisons.add(
                                new ComparisonRequest(
                                        property,
                                        target,
                                        predictor.model(),
                                        scored,
                                        split,
                                        settings.items(),
                                        settings.seed(),
                                        settings.labels(),
                                        settings.extraMeasurements(names),
                                        settings.stopping(),
                                        ofPredictor));
                    }
                }
            }
        }
        comparisons.stream()
                .flatMap(comparison -> comparison.teachers().stream())
                .distinct()
                .forEach(tasks::requireKnown);
        requireComparisons(comparisons, targets);
        return new ResolvedEval(List.copyOf(comparisons), settings.rule());
    }

    private void requireComparisons(List<ComparisonRequest> comparisons, List<String> targets) {
        if (comparisons.isEmpty()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%s has no predictor except itself; name another model with -D"
                                    + InwardParameters.PREDICTORS
                                    + "=NAME. There are: %s",
                            String.join(", ", targets),
                            String.join(", ", models.names())));
        }
    }

    /**
     * Predictors that learn nothing need no training items, so all items are scored. A run that can
     * stop early keeps training items, because its mode baseline must be known before it begins.
     */
    private ScoredSplit split(
            EvalSettings settings,
            List<Task> ofComparison,
            String target,
            String predictor,
            StudyDesign design) {
        return settings.split()
                .orElseGet(
                        () ->
                                settings.stopping() == StoppingRule.AT_THE_END
                                                && design.fewShot() == null
                                                && !(design.training().isFinetuned()
                                                        && areFinetuned(
                                                                ofComparison, target, predictor))
                                        ? ScoredSplit.ALL
                                        : ScoredSplit.HELD_OUT);
    }

    private boolean isFinetunable(String name) {
        return models.open(name) instanceof FinetunableModel
                && Preamble.of(models.specification(name)).messages().isEmpty();
    }

    /** A model that cannot be opened ends the comparison with its own message when it is called. */
    private boolean areFinetuned(List<Task> ofComparison, String target, String predictor) {
        TranscriptOrigin transcript =
                ofComparison.isEmpty() ? null : ofComparison.get(0).origin().transcript();
        if (transcript != null) {
            return transcript.hasTrainedPredictors();
        }
        try {
            return isFinetunable(target) && isFinetunable(predictor);
        } catch (RuntimeException notOpened) {
            return true;
        }
    }
}
