package dev.inward.junit;

import dev.inward.Control;
import dev.inward.IntrospectionEval;
import dev.inward.InwardParameters;
import dev.inward.model.registry.ModelRegistry;
import dev.inward.property.BehavioralProperty;
import dev.inward.studies.StudyPredictor;
import java.util.List;
import java.util.Set;

/** Chooses the targets and cross-predictors of an eval. */
final class ModelChoice {

    private final ModelRegistry models;
    private final EvalTasks tasks;
    private final RawParameters parameters;
    private final RegressionBaselines baselines;

    ModelChoice(
            ModelRegistry models,
            EvalTasks tasks,
            RawParameters parameters,
            RegressionBaselines baselines) {
        this.models = models;
        this.tasks = tasks;
        this.parameters = parameters;
        this.baselines = baselines;
    }

    /**
     * Returns the targets.
     *
     * @param declared those of the annotation or of the study file; empty for the default
     */
    List<String> targets(List<String> declared) {
        List<String> targets =
                parameters
                        .names(InwardParameters.TARGET)
                        .orElseGet(() -> declared.isEmpty() ? defaultTargets() : declared);
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
    List<String> predictors(
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

    /** Returns the cross-predictors of a target in a study. A parameter replaces all of them. */
    List<StudyPredictor> predictors(
            List<StudyPredictor> declared, List<String> targets, String target) {
        if (!declared.isEmpty() && parameters.names(InwardParameters.PREDICTORS).isEmpty()) {
            declared.forEach(predictor -> tasks.requireKnown(predictor.model()));
            return declared.stream()
                    .filter(predictor -> !(targets.size() > 1 && predictor.model().equals(target)))
                    .toList();
        }
        // The baseline does not choose the predictors of a study: its file says what it compares.
        List<String> names =
                parameters.names(InwardParameters.PREDICTORS).orElseGet(this::defaultTargets);
        names.forEach(tasks::requireKnown);
        return names.stream()
                .filter(name -> !name.equals(target))
                .map(name -> new StudyPredictor(name, null))
                .toList();
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
