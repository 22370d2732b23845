package dev.inward.study.training;

import dev.inward.study.collection.NamedModel;
import org.jspecify.annotations.Nullable;

/**
 * Who predicts in a comparison: both predictors as they are compared, and as they were before any
 * finetuning.
 *
 * @param trainingRows rows that self and cross were finetuned on; 0 if they were not
 * @param simulator who answers in the target's place; null where nobody does
 * @param whyNotFramed why they are not asked about somebody else; empty where they are
 */
public record Predictors(
        NamedModel self,
        NamedModel cross,
        NamedModel untrainedSelf,
        NamedModel untrainedCross,
        int trainingRows,
        @Nullable Simulator simulator,
        String whyNotFramed) {}
