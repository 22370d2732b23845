package dev.inward.report.json;

import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.NormalEstimate;
import dev.inward.statistics.agreement.Agreement;
import dev.inward.study.Prediction;
import dev.inward.study.RepeatedAnswers;
import dev.inward.study.ScoredItem;
import dev.inward.verdict.Verdict;
import dev.inward.verdict.figures.Figures;
import dev.inward.verdict.ladder.ClaimLadder;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The figures that decide a verdict, as written to {@code verdicts.json}. They are paired by item,
 * clustered by object-level prompt, and macro averages over tasks.
 */
record StrictFiguresRecord(
        EstimateRecord self,
        EstimateRecord cross,
        EstimateRecord modeBaseline,
        EstimateRecord untrainedSelf,
        EstimateRecord untrainedCross,
        EstimateRecord difference,
        EstimateRecord microDifference,
        EstimateRecord aboveModeBaseline,
        double differenceLowerBound,
        double differenceUpperBound,
        @Nullable Double selfKappa,
        @Nullable Double crossKappa,
        @Nullable Double selfNormalised,
        @Nullable EstimateRecord ownTargetLeak,
        @Nullable EstimateRecord nonDeterminismCeiling,
        @Nullable Double samplesPerPrompt,
        @Nullable Double distinctSamplesPerPrompt,
        @Nullable EstimateRecord compliersOnlyDifference,
        double worstDifference,
        double bestDifference) {

    static StrictFiguresRecord of(Verdict verdict, Figures figures) {
        ClaimLadder ladder = verdict.evidence().ladder();
        double confidence = figures.confidence();
        return new StrictFiguresRecord(
                EstimateRecord.of(figures.self(), confidence),
                EstimateRecord.of(figures.cross(), confidence),
                EstimateRecord.of(figures.modeBaseline(), confidence),
                EstimateRecord.of(figures.untrainedSelf(), confidence),
                EstimateRecord.of(figures.untrainedCross(), confidence),
                EstimateRecord.of(figures.difference(), figures.advantageBounds()),
                EstimateRecord.of(figures.microDifference(), confidence),
                EstimateRecord.of(figures.aboveModeBaseline(), figures.modeBaselineBounds()),
                figures.advantageBounds().lower(),
                figures.advantageBounds().upper(),
                kappa(verdict, ScoredItem::self),
                kappa(verdict, ScoredItem::cross),
                normalised(figures, ladder),
                ladder.leak().map(leak -> EstimateRecord.of(leak, confidence)).orElse(null),
                ladder.ceiling()
                        .map(ceiling -> EstimateRecord.of(ceiling, confidence))
                        .orElse(null),
                meanPerPrompt(verdict, RepeatedAnswers::answers),
                meanPerPrompt(verdict, RepeatedAnswers::distinct),
                figures.nonCompliance()
                        .amongCompliers()
                        .map(difference -> EstimateRecord.of(difference, confidence))
                        .orElse(null),
                figures.nonCompliance().worst(),
                figures.nonCompliance().best());
    }

    private static @Nullable Double meanPerPrompt(
            Verdict verdict, ToIntFunction<RepeatedAnswers> count) {
        OptionalDouble mean =
                verdict.evidence().comparison().items().stream()
                        .flatMap(item -> Stream.ofNullable(item.referenceScores().repeated()))
                        .mapToInt(count)
                        .average();
        return mean.isPresent() ? mean.getAsDouble() : null;
    }

    private static @Nullable Double kappa(
            Verdict verdict, Function<ScoredItem, Prediction> predictor) {
        return verdict.evidence()
                .agreement(predictor)
                .flatMap(Agreement::kappa)
                .map(NormalEstimate::value)
                .orElse(null);
    }

    /** If the target answered each item once, its ceiling is unknown and counts as 1. */
    private static @Nullable Double normalised(Figures figures, ClaimLadder ladder) {
        double ceiling = ladder.ceiling().map(ClusteredMean::estimate).orElse(1.0);
        OptionalDouble normalised = figures.normalised(ceiling);
        return normalised.isPresent() ? normalised.getAsDouble() : null;
    }
}
