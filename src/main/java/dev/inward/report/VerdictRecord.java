package dev.inward.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.inward.statistics.Agreement;
import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.Interval;
import dev.inward.statistics.NormalEstimate;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.Labels;
import dev.inward.study.Prediction;
import dev.inward.study.ScoredItem;
import dev.inward.study.Stopping;
import dev.inward.task.Split;
import dev.inward.task.Task;
import dev.inward.verdict.Bounds;
import dev.inward.verdict.ClaimLadder;
import dev.inward.verdict.Decision;
import dev.inward.verdict.Figures;
import dev.inward.verdict.Measure;
import dev.inward.verdict.RungStanding;
import dev.inward.verdict.Verdict;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as it stands in a file: shares of 1, intervals at the stated confidence, nothing that
 * changes from run to run of the same inputs.
 */
record VerdictRecord(
        String property,
        String target,
        String predictor,
        List<String> tasks,
        Split split,
        Labels labels,
        Stopping stopping,
        long seed,
        String claim,
        double margin,
        Decision verdict,
        String reason,
        @Nullable Long itemsToSettle,
        double confidence,
        Counts counts,
        @Nullable Double p,
        @Nullable Double adjustedP,
        @Nullable Accuracies accuracies,
        List<Standing> ladder,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RegressionRecord regression) {

    /** How many items and answers there were. */
    record Counts(
            int items,
            int prompts,
            int undefined,
            int missing,
            int nonCompliantSelf,
            int nonCompliantCross,
            int trainingRows) {}

    /** The figures of a comparison. */
    record Accuracies(
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
            @Nullable Estimate nonDeterminismCeiling) {}

    /** How the evidence stands on one rung of the claim ladder. */
    record Standing(
            int rung, String title, String state, String reason, List<NamedEstimate> measures) {

        static Standing of(RungStanding standing, double confidence) {
            return new Standing(
                    standing.rung().number(),
                    standing.rung().title(),
                    standing.state().words(),
                    standing.reason(),
                    standing.measures().stream()
                            .map(measure -> NamedEstimate.of(measure, confidence))
                            .toList());
        }
    }

    /** A difference that has to be above 0. */
    record NamedEstimate(String name, double estimate, double lowerBound, int prompts) {

        static NamedEstimate of(Measure measure, double confidence) {
            return new NamedEstimate(
                    measure.name(),
                    measure.mean().estimate(),
                    measure.mean().lowerBound(confidence),
                    measure.mean().clusters());
        }
    }

    /** A mean with its two-sided interval. */
    record Estimate(double estimate, double standardError, double[] interval) {

        static Estimate of(ClusteredMean mean, double confidence) {
            return of(mean, mean.interval(confidence));
        }

        static Estimate of(ClusteredMean mean, Bounds bounds) {
            return of(mean, bounds.interval());
        }

        private static Estimate of(ClusteredMean mean, Interval interval) {
            return new Estimate(
                    mean.estimate(),
                    mean.standardError(),
                    new double[] {interval.lower(), interval.upper()});
        }
    }

    /**
     * @param adjustedP the p-value corrected for the other verdicts beside it; null where there is
     *     none
     */
    static VerdictRecord of(Verdict verdict, @Nullable Double adjustedP) {
        ComparisonRequest request = verdict.evidence().request();
        var settle = verdict.judgement().itemsToSettle();
        return new VerdictRecord(
                request.property().name(),
                request.target(),
                request.predictor(),
                request.tasks().stream().map(Task::name).toList(),
                request.split(),
                request.labels(),
                request.stopping(),
                request.seed(),
                verdict.claim().wording(),
                verdict.claim().margin(),
                verdict.decision(),
                verdict.judgement().reason(),
                settle.isPresent() ? settle.getAsLong() : null,
                verdict.evidence().standard().confidence(),
                counts(verdict),
                verdict.p().isPresent() ? verdict.p().getAsDouble() : null,
                adjustedP,
                verdict.figures().map(figures -> accuracies(verdict, figures)).orElse(null),
                verdict.evidence().ladder().standings().values().stream()
                        .map(
                                standing ->
                                        Standing.of(
                                                standing,
                                                verdict.evidence().standard().confidence()))
                        .toList(),
                verdict.changeSinceBaseline().map(RegressionRecord::of).orElse(null));
    }

    private static Counts counts(Verdict verdict) {
        Comparison comparison = verdict.evidence().comparison();
        return new Counts(
                comparison.items().size(),
                verdict.figures().map(figures -> figures.difference().clusters()).orElse(0),
                comparison.undefined(),
                comparison.missing(),
                verdict.figures().map(Figures::nonCompliantSelf).orElse(0),
                verdict.figures().map(Figures::nonCompliantCross).orElse(0),
                comparison.trainingRows());
    }

    private static Accuracies accuracies(Verdict verdict, Figures figures) {
        ClaimLadder ladder = verdict.evidence().ladder();
        double confidence = figures.confidence();
        return new Accuracies(
                Estimate.of(figures.self(), confidence),
                Estimate.of(figures.cross(), confidence),
                Estimate.of(figures.baseline(), confidence),
                Estimate.of(figures.untrainedSelf(), confidence),
                Estimate.of(figures.untrainedCross(), confidence),
                Estimate.of(figures.difference(), figures.advantageBounds()),
                Estimate.of(figures.microDifference(), confidence),
                Estimate.of(figures.aboveBaseline(), figures.baselineBounds()),
                figures.advantageBounds().lower(),
                figures.advantageBounds().upper(),
                kappa(verdict, ScoredItem::self),
                kappa(verdict, ScoredItem::cross),
                normalised(figures, ladder),
                ladder.leak().map(leak -> Estimate.of(leak, confidence)).orElse(null),
                ladder.ceiling().map(ceiling -> Estimate.of(ceiling, confidence)).orElse(null));
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
