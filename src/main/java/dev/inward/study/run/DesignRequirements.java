package dev.inward.study.run;

import dev.inward.InwardParameters;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.TrainingLabels;
import dev.inward.study.design.FinetuningUse;
import dev.inward.task.ScoredSplit;
import java.util.Locale;

/** Checks that the parts of a request fit each other. Calls no model. */
final class DesignRequirements {

    private DesignRequirements() {}

    /**
     * Checks a request.
     *
     * @param areFinetuned whether its predictors are finetuned
     * @throws IllegalArgumentException if two parts contradict each other; the message says how to
     *     mend it
     */
    static void require(ComparisonRequest request, boolean areFinetuned) {
        requireTraining(request, areFinetuned);
        if (request.split() == ScoredSplit.ALL && request.design().fewShot() != null) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the study '%s' has examples of training items, so not all items can be scored. Leave out -D%s=all, or use held_out or development.",
                            request.design().study(),
                            InwardParameters.SPLIT));
        }
        if (request.design().chainOfThought() && areFinetuned) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the study '%s' has 'chain-of-thought', but '%s' and '%s' are finetuned to answer at once. Set 'training: none', or leave out 'chain-of-thought'.",
                            request.design().study(),
                            request.target(),
                            request.predictor()));
        }
    }

    private static void requireTraining(ComparisonRequest request, boolean areFinetuned) {
        if (request.labels() == TrainingLabels.PERMUTED && !areFinetuned) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "permuted labels are a control on finetuning, but '%s' or '%s' cannot be finetuned. Use Control.CLONE for these models.",
                            request.target(),
                            request.predictor()));
        }
        if (request.split() == ScoredSplit.ALL && areFinetuned) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "'%s' and '%s' are finetuned on training items, so not all items can be scored. Leave out -D%s=all, or use held_out or development.",
                            request.target(),
                            request.predictor(),
                            InwardParameters.SPLIT));
        }
        if (request.design().training().use() == FinetuningUse.REQUIRED && !areFinetuned) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the study '%s' says what predictors are finetuned on, but '%s' or '%s' cannot be finetuned. Give both models 'finetuning' in models.yaml, or set 'training: none'.",
                            request.design().study(),
                            request.target(),
                            request.predictor()));
        }
    }
}
