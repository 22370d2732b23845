package dev.inward.knowntruth;

import dev.inward.Margin;
import dev.inward.cache.AnswerSource;
import dev.inward.model.registry.ModelRegistry;
import dev.inward.property.BehavioralProperties;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ExtraMeasurements;
import dev.inward.study.StoppingRule;
import dev.inward.study.StudyListener;
import dev.inward.study.TrainingLabels;
import dev.inward.study.design.StudyDesign;
import dev.inward.study.design.TrainingDesign;
import dev.inward.study.measurement.StudyMeasurement;
import dev.inward.study.run.Study;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Tasks;
import dev.inward.verdict.DecisionRule;
import dev.inward.verdict.Evidence;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Compares two models on the first word of their answers, with measurements beside. */
public final class MeasuredStudy {

    private MeasuredStudy() {}

    /**
     * Returns the evidence of a comparison that has ended.
     *
     * @param folder the folder that the evals are written to
     * @param target the entry of the target
     * @param predictor the entry of the cross-predictor
     */
    public static Evidence evidence(
            Path folder, String target, String predictor, StudyMeasurement... measurements) {
        return evidence(
                folder,
                target,
                predictor,
                "first_word",
                StoppingRule.AT_THE_END,
                AnswerSource.uncached(),
                measurements);
    }

    /**
     * Returns the same about another property, with answers of another source.
     *
     * @param folder the folder that the evals are written to
     * @param target the entry of the target
     * @param predictor the entry of the cross-predictor
     * @param property the name of the property
     * @param source the source of the answers
     */
    public static Evidence evidence(
            Path folder,
            String target,
            String predictor,
            String property,
            StoppingRule stopping,
            AnswerSource source,
            StudyMeasurement... measurements) {
        KnownTruthEvals.write(folder, target, predictor);
        return evidence(
                folder,
                Tasks.read(folder.resolve("tasks")),
                target,
                predictor,
                property,
                stopping,
                source,
                measurements);
    }

    /** Returns the evidence of models that choose by weights, on the task of their provider. */
    public static Evidence ofWeights(
            Path folder, String target, String predictor, StudyMeasurement measurement) {
        KnownTruthEvals.write(folder, target, predictor);
        WeighingProvider.writeTask(folder.resolve("weights"), 150);
        return evidence(
                folder,
                Tasks.read(folder.resolve("weights")),
                target,
                predictor,
                "first_character",
                StoppingRule.AT_THE_END,
                AnswerSource.uncached(),
                measurement);
    }

    private static Evidence evidence(
            Path folder,
            Tasks tasks,
            String target,
            String predictor,
            String property,
            StoppingRule stopping,
            AnswerSource source,
            StudyMeasurement... measurements) {
        var request =
                new ComparisonRequest(
                        BehavioralProperties.named(property),
                        name(target),
                        name(predictor),
                        tasks.all(),
                        ScoredSplit.HELD_OUT,
                        1000,
                        1,
                        TrainingLabels.TRUE,
                        ExtraMeasurements.NONE,
                        stopping,
                        new StudyDesign(
                                "measured",
                                "",
                                TrainingDesign.DEFAULT,
                                null,
                                false,
                                List.of(measurements),
                                List.of()));
        try (ModelRegistry models =
                        ModelRegistry.read(folder.resolve("models.yaml"), folder, Map.of());
                var study = new Study(models, tasks, new StudyListener() {}, source)) {
            var evidence =
                    Evidence.of(
                            request,
                            study.compare(request),
                            new DecisionRule(0.95, Margin.percentagePoints(5), false),
                            verdict -> {});
            var unused = evidence.comparison();
            return evidence;
        }
    }

    private static String name(String entry) {
        return entry.substring(0, entry.indexOf(':'));
    }
}
