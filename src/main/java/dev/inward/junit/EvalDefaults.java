package dev.inward.junit;

import dev.inward.Control;
import dev.inward.IntrospectionEval;
import dev.inward.Margin;
import dev.inward.studies.StudyFile;
import dev.inward.study.TrainingLabels;
import dev.inward.study.design.StudyClaim;
import dev.inward.task.ScoredSplit;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an eval or of a study file, before configuration parameters replace some.
 *
 * @param split the items that are scored; null for the default
 * @param isControl whether the eval is a control, which never stops early
 */
record EvalDefaults(
        int items,
        @Nullable ScoredSplit split,
        long seed,
        TrainingLabels labels,
        int samples,
        boolean framing,
        boolean simulation,
        boolean classifiers,
        Margin margin,
        double confidence,
        boolean isControl) {

    static EvalDefaults of(IntrospectionEval annotation) {
        return new EvalDefaults(
                annotation.items(),
                null,
                annotation.seed(),
                annotation.control() == Control.PERMUTED_LABELS
                        ? TrainingLabels.PERMUTED
                        : TrainingLabels.TRUE,
                annotation.samples(),
                true,
                false,
                true,
                new Margin(annotation.margin()),
                annotation.confidence(),
                annotation.control() != Control.NONE);
    }

    static EvalDefaults of(StudyFile study) {
        return new EvalDefaults(
                study.items().orElse(Integer.MAX_VALUE),
                study.split().map(ScoredSplit::named).orElse(null),
                study.seed(),
                study.labels(),
                study.samples().orElse(1),
                study.measures("framing", true),
                study.measures("simulation", false),
                study.measures("classifiers", true),
                new Margin(study.margins().get(0)),
                study.confidence(),
                study.labels() == TrainingLabels.PERMUTED
                        || study.claims().stream()
                                .anyMatch(
                                        it -> it.kind() == StudyClaim.Kind.NO_ADVANTAGE_IS_SHOWN));
    }
}
