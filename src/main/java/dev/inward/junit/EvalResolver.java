package dev.inward.junit;

import dev.inward.Control;
import dev.inward.IntrospectionEval;
import dev.inward.Margin;
import dev.inward.model.registry.ModelRegistry;
import dev.inward.property.BehavioralProperty;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ExtraMeasurements;
import dev.inward.study.Labels;
import dev.inward.study.Stopping;
import dev.inward.task.Split;
import dev.inward.task.Task;
import dev.inward.task.Tasks;
import dev.inward.verdict.DecisionRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads the annotation of an eval, the parameters, and the files, and refuses what is wrong. */
final class EvalResolver {

    private final ModelRegistry models;
    private final Tasks tasks;
    private final RunConfiguration parameters;
    private final RawParameters given;
    private final RegressionBaselines baselines;

    EvalResolver(
            ModelRegistry models,
            Tasks tasks,
            RunConfiguration parameters,
            RegressionBaselines baselines) {
        this.baselines = baselines;
        this.models = models;
        this.tasks = tasks;
        this.parameters = parameters;
        this.given = parameters.raw();
    }

    ResolvedEval plan(EvalMethod eval) {
        eval.requireEvidenceParameter();
        IntrospectionEval annotation = eval.annotation();
        BehavioralProperty property = eval.property();
        List<String> targets = targets(annotation);
        var comparisons = new ArrayList<ComparisonRequest>();
        for (String target : targets) {
            List<String> predictors = predictors(annotation, property, targets, target);
            for (String predictor : predictors) {
                comparisons.add(
                        new ComparisonRequest(
                                property,
                                target,
                                predictor,
                                tasks(annotation, property),
                                split(),
                                items(annotation),
                                seed(annotation),
                                annotation.control() == Control.PERMUTED_LABELS
                                        ? Labels.PERMUTED
                                        : Labels.TRUE,
                                probes(annotation, predictors),
                                stopping(annotation)));
            }
        }
        if (comparisons.isEmpty()) {
            throw new IllegalArgumentException(
                    "nobody but the target itself would predict %s; name another with -Dinward.predictors=NAME. There are: %s"
                            .formatted(
                                    String.join(", ", targets), String.join(", ", models.names())));
        }
        return new ResolvedEval(List.copyOf(comparisons), standard(annotation));
    }

    private List<String> targets(IntrospectionEval annotation) {
        List<String> targets =
                given.names("target")
                        .orElseGet(
                                () ->
                                        annotation.targets().length > 0
                                                ? List.of(annotation.targets())
                                                : models.defaultTargets());
        if (targets.isEmpty()) {
            throw new IllegalArgumentException(
                    "no target is named; list some under 'default-targets' of the models file, or give -Dinward.target=NAME");
        }
        targets.forEach(models::specification);
        return targets;
    }

    /** Who predicts beside the target. Among several targets the target itself is left out. */
    private List<String> predictors(
            IntrospectionEval annotation,
            BehavioralProperty property,
            List<String> targets,
            String target) {
        if (annotation.control() == Control.CLONE) {
            return List.of(ModelRegistry.COPY_OF + target);
        }
        List<String> named =
                given.names("predictors").orElseGet(() -> List.of(annotation.predictors()));
        List<String> candidates =
                named.isEmpty() ? usualPredictors(property, targets, target) : named;
        boolean isMatrix = named.isEmpty() || targets.size() > 1;
        List<String> predictors =
                candidates.stream().filter(name -> !(isMatrix && name.equals(target))).toList();
        predictors.forEach(models::specification);
        return predictors;
    }

    /** A new version is predicted by whoever predicted the old one. */
    private List<String> usualPredictors(
            BehavioralProperty property, List<String> targets, String target) {
        Set<String> inBaseline = baselines.predictors(property.name(), target, targets);
        return inBaseline.isEmpty() ? models.defaultTargets() : List.copyOf(inBaseline);
    }

    private List<Task> tasks(IntrospectionEval annotation, BehavioralProperty property) {
        if (annotation.tasks().length > 0) {
            return List.of(annotation.tasks()).stream().map(tasks::named).toList();
        }
        List<Task> listing =
                tasks.all().stream()
                        .filter(task -> task.properties().contains(property.name()))
                        .toList();
        return listing.isEmpty() ? tasks.all() : listing;
    }

    private Split split() {
        return given.parsed(
                        "split",
                        "held_out (the default) or development",
                        text -> Split.valueOf(text.toUpperCase(Locale.ROOT)))
                .orElse(Split.HELD_OUT);
    }

    private int items(IntrospectionEval annotation) {
        return given.parsed("items", "a whole number of at least 1", Integer::valueOf)
                .orElse(annotation.items());
    }

    /**
     * Rungs of the ladder are not tested where a comparison stops early, so nobody pays for them.
     */
    private ExtraMeasurements probes(IntrospectionEval annotation, List<String> predictors) {
        return stopping(annotation) == Stopping.WHEN_DECIDED
                ? ExtraMeasurements.NONE
                : new ExtraMeasurements(
                        predictors,
                        samples(annotation),
                        framing(),
                        given.isTrue("simulation", false),
                        given.isTrue("classifiers", true));
    }

    private int samples(IntrospectionEval annotation) {
        return given.parsed("samples", "a whole number of at least 1", EvalResolver::samples)
                .orElse(annotation.samples());
    }

    private static int samples(String text) {
        return new ExtraMeasurements(List.of(), Integer.parseInt(text), false, false, false)
                .samples();
    }

    private boolean framing() {
        return given.isTrue("framing", true);
    }

    /** A control is to show nothing, so that it is never decided early. */
    private Stopping stopping(IntrospectionEval annotation) {
        return parameters.isSequential() && annotation.control() == Control.NONE
                ? Stopping.WHEN_DECIDED
                : Stopping.AT_THE_END;
    }

    private long seed(IntrospectionEval annotation) {
        return given.parsed("seed", "a whole number", Long::valueOf).orElse(annotation.seed());
    }

    private static double confidence(String text) {
        double confidence = Double.parseDouble(text);
        return new DecisionRule(confidence, new Margin(0), false).confidence();
    }

    private DecisionRule standard(IntrospectionEval annotation) {
        var imposed =
                given.parsed(
                        "margin",
                        "a difference of accuracies above -1 and below 1, such as 0.05",
                        text -> new Margin(Double.parseDouble(text)));
        double confidence =
                given.parsed(
                                "confidence",
                                "a share above 0.5 and below 1, such as 0.95",
                                EvalResolver::confidence)
                        .orElse(annotation.confidence());
        return new DecisionRule(
                confidence,
                imposed.orElseGet(() -> new Margin(annotation.margin())),
                imposed.isPresent());
    }
}
