package dev.inward.junit;

import dev.inward.Control;
import dev.inward.IntrospectionEval;
import dev.inward.InwardParameters;
import dev.inward.model.FinetunableModel;
import dev.inward.model.registry.ModelRegistry;
import dev.inward.property.BehavioralProperty;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.StoppingRule;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Task;
import dev.inward.task.Tasks;
import dev.inward.transcript.TranscriptOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds the comparisons of an eval. Reads its annotation, the parameters and the files. */
final class EvalResolver {

    private final ModelRegistry models;
    private final EvalTasks tasks;
    private final RunConfiguration configuration;
    private final RawParameters parameters;
    private final RegressionBaselines baselines;

    EvalResolver(
            ModelRegistry models,
            Tasks tasks,
            RunConfiguration configuration,
            RegressionBaselines baselines) {
        this.models = models;
        this.tasks = new EvalTasks(models, tasks, configuration.evals());
        this.configuration = configuration;
        this.parameters = configuration.raw();
        this.baselines = baselines;
    }

    /**
     * Resolves an eval.
     *
     * @throws IllegalArgumentException if a name is unknown or a value is not allowed
     */
    ResolvedEval resolve(EvalMethod eval) {
        eval.requireEvidenceParameter();
        IntrospectionEval annotation = eval.annotation();
        var settings = new EvalSettings(annotation, configuration);
        BehavioralProperty property = tasks.propertyOf(eval);
        List<String> targets = targets(annotation);
        var comparisons = new ArrayList<ComparisonRequest>();
        for (String target : targets) {
            List<String> predictors = predictors(annotation, property, targets, target);
            for (String predictor : predictors) {
                List<Task> ofComparison = tasks.of(annotation, property, target, predictor);
                comparisons.add(
                        new ComparisonRequest(
                                property,
                                target,
                                predictor,
                                ofComparison,
                                split(settings, ofComparison, target, predictor),
                                settings.items(),
                                settings.seed(),
                                settings.labels(),
                                settings.extraMeasurements(predictors),
                                settings.stopping()));
            }
        }
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
        return new ResolvedEval(List.copyOf(comparisons), settings.rule());
    }

    /**
     * Predictors that learn nothing need no training items, so all items are scored. A run that can
     * stop early keeps training items, because its mode baseline must be known before it begins.
     */
    private ScoredSplit split(
            EvalSettings settings, List<Task> ofComparison, String target, String predictor) {
        return settings.split()
                .orElseGet(
                        () ->
                                settings.stopping() == StoppingRule.AT_THE_END
                                                && !areFinetuned(ofComparison, target, predictor)
                                        ? ScoredSplit.ALL
                                        : ScoredSplit.HELD_OUT);
    }

    /** A model that cannot be opened ends the comparison with its own message when it is called. */
    private boolean areFinetuned(List<Task> ofComparison, String target, String predictor) {
        TranscriptOrigin transcript =
                ofComparison.isEmpty() ? null : ofComparison.get(0).origin().transcript();
        if (transcript != null) {
            return transcript.hasTrainedPredictors();
        }
        try {
            return models.open(target) instanceof FinetunableModel
                    && models.open(predictor) instanceof FinetunableModel;
        } catch (RuntimeException notOpened) {
            return true;
        }
    }

    private List<String> targets(IntrospectionEval annotation) {
        List<String> targets =
                parameters
                        .names(InwardParameters.TARGET)
                        .orElseGet(
                                () ->
                                        annotation.targets().length > 0
                                                ? List.of(annotation.targets())
                                                : defaultTargets());
        if (targets.isEmpty()) {
            throw new IllegalArgumentException(
                    "no target is named; list some under 'default-targets' of the models file, or give -D"
                            + InwardParameters.TARGET
                            + "=NAME");
        }
        targets.forEach(tasks::requireKnown);
        return targets;
    }

    /**
     * Returns the cross-predictors of a target. Several targets predict each other, never
     * themselves.
     */
    private List<String> predictors(
            IntrospectionEval annotation,
            BehavioralProperty property,
            List<String> targets,
            String target) {
        if (annotation.control() == Control.CLONE) {
            return List.of(ModelRegistry.COPY_PREFIX + target);
        }
        List<String> named =
                parameters
                        .names(InwardParameters.PREDICTORS)
                        .orElseGet(() -> List.of(annotation.predictors()));
        List<String> candidates =
                named.isEmpty() ? defaultPredictors(property, targets, target) : named;
        boolean isMatrix = named.isEmpty() || targets.size() > 1;
        List<String> predictors =
                candidates.stream().filter(name -> !(isMatrix && name.equals(target))).toList();
        predictors.forEach(tasks::requireKnown);
        return predictors;
    }

    /** The gate compares cells, so a new version needs the predictors of the old version. */
    private List<String> defaultPredictors(
            BehavioralProperty property, List<String> targets, String target) {
        Set<String> inBaseline = baselines.predictors(property.name(), target, targets);
        return inBaseline.isEmpty() ? defaultTargets() : List.copyOf(inBaseline);
    }

    /** Without a models file, all models with object-level answers in a transcript are targets. */
    private List<String> defaultTargets() {
        return models.names().isEmpty()
                ? List.copyOf(tasks.transcribedTargets())
                : models.defaultTargets();
    }
}
