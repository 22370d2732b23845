package dev.inward.study.run;

import dev.inward.InwardParameters;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.TrainingLabels;
import dev.inward.study.design.FewShot;
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
        requireExamples(request);
        if (request.design().chainOfThought() && areFinetuned) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the study '%s' has 'chain-of-thought', but '%s' and '%s' are finetuned to answer at once. Set 'training: none', or leave out 'chain-of-thought'.",
                            request.design().study(),
                            request.target(),
                            request.predictor()));
        }
        if (request.design().chainOfThought() && !request.design().measurements().isEmpty()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the study '%s' has 'chain-of-thought' and measurements, but a measurement reads an answer without thinking before it. Leave one of them out, or make two studies.",
                            request.design().study()));
        }
    }

    private static void requireExamples(ComparisonRequest request) {
        FewShot fewShot = request.design().fewShot();
        if (fewShot == null) {
            return;
        }
        if (request.target().equals(fewShot.model())) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the study '%s' has examples of another model, but names the target '%s'. Name another model, or leave out 'values'.",
                            request.design().study(),
                            request.target()));
        }
        if (fewShot.task() != null && request.property().judgeQuestion().isPresent()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the study '%s' has examples of another task about '%s', which judges compute. Judges read the answers of scored tasks alone, so leave out 'few-shot.task'.",
                            request.design().study(),
                            request.property().name()));
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
        String trainedOn = request.design().training().crossTrainedOn();
        if (trainedOn != null && !areFinetuned) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the study '%s' has the predictor '%s' with 'trained-on', but it is not finetuned. Leave out 'trained-on', or give both models 'finetuning' and the study a 'training' that is not 'none'.",
                            request.design().study(),
                            request.predictor()));
        }
        if (request.design().training().use() == FinetuningUse.REQUIRED && !areFinetuned) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the study '%s' says what predictors are finetuned on, but '%s' or '%s' cannot be finetuned. Give both models 'finetuning' and no 'preamble' in models.yaml, or set 'training: none'.",
                            request.design().study(),
                            request.target(),
                            request.predictor()));
        }
        if (request.design().chainOfThought() && !request.design().measurements().isEmpty()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the study '%s' has 'chain-of-thought' and measurements, but a measurement reads an answer without thinking before it. Leave one of them out, or make two studies.",
                            request.design().study()));
        }
    }
}
