package dev.inward.report;

import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.NormalEstimate;
import dev.inward.statistics.agreement.Agreement;
import dev.inward.study.Prediction;
import dev.inward.study.ScoredItem;
import dev.inward.verdict.Verdict;
import dev.inward.verdict.figures.Figures;
import dev.inward.verdict.ladder.ClaimLadder;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The figures that a verdict rests on, as they stand in a file: paired by item, clustered by
 * object-level prompt, macro averages over tasks.
 */
record StrictRecord(
        Estimate self,
        Estimate cross,
        Estimate modeBaseline,
        Estimate untrainedSelf,
        Estimate untrainedCross,
        Estimate difference,
        Estimate microDifference,
        Estimate aboveModeBaseline,
        double differenceLowerBound,
        double differenceUpperBound,
        @Nullable Double selfKappa,
        @Nullable Double crossKappa,
        @Nullable Double selfNormalised,
        @Nullable Estimate ownTargetLeak,
        @Nullable Estimate nonDeterminismCeiling,
        @Nullable Estimate compliersOnlyDifference,
        double worstDifference,
        double bestDifference) {

    static StrictRecord of(Verdict verdict, Figures figures) {
        ClaimLadder ladder = verdict.evidence().ladder();
        double confidence = figures.confidence();
        return new StrictRecord(
                Estimate.of(figures.self(), confidence),
                Estimate.of(figures.cross(), confidence),
                Estimate.of(figures.modeBaseline(), confidence),
                Estimate.of(figures.untrainedSelf(), confidence),
                Estimate.of(figures.untrainedCross(), confidence),
                Estimate.of(figures.difference(), figures.advantageBounds()),
                Estimate.of(figures.microDifference(), confidence),
                Estimate.of(figures.aboveModeBaseline(), figures.modeBaselineBounds()),
                figures.advantageBounds().lower(),
                figures.advantageBounds().upper(),
                kappa(verdict, ScoredItem::self),
                kappa(verdict, ScoredItem::cross),
                normalised(figures, ladder),
                ladder.leak().map(leak -> Estimate.of(leak, confidence)).orElse(null),
                ladder.ceiling().map(ceiling -> Estimate.of(ceiling, confidence)).orElse(null),
                figures.nonCompliance()
                        .amongCompliers()
                        .map(among -> Estimate.of(among, confidence))
                        .orElse(null),
                figures.nonCompliance().worst(),
                figures.nonCompliance().best());
    }

    private static @Nullable Double kappa(
            Verdict verdict, Function<ScoredItem, Prediction> predictor) {
        return verdict.evidence()
                .agreement(predictor)
                .flatMap(Agreement::kappa)
                .map(NormalEstimate::value)
                .orElse(null);
    }

    /** Where the target answered once, it is taken to answer the same always. */
    private static @Nullable Double normalised(Figures figures, ClaimLadder ladder) {
        double ceiling = ladder.ceiling().map(ClusteredMean::estimate).orElse(1.0);
        OptionalDouble normalised = figures.normalised(ceiling);
        return normalised.isPresent() ? normalised.getAsDouble() : null;
    }
}
