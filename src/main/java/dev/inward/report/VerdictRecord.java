package dev.inward.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.Interval;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.Labels;
import dev.inward.task.Split;
import dev.inward.task.Task;
import dev.inward.verdict.Decision;
import dev.inward.verdict.Figures;
import dev.inward.verdict.Verdict;
import java.util.List;
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
        long seed,
        String claim,
        double margin,
        Decision verdict,
        String reason,
        @Nullable Long itemsToSettle,
        double confidence,
        Counts counts,
        @Nullable Accuracies accuracies,
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
            double differenceUpperBound) {}

    /** A mean with its two-sided interval. */
    record Estimate(double estimate, double standardError, double[] interval) {

        static Estimate of(ClusteredMean mean, double confidence) {
            Interval interval = mean.interval(confidence);
            return new Estimate(
                    mean.estimate(),
                    mean.standardError(),
                    new double[] {interval.lower(), interval.upper()});
        }
    }

    static VerdictRecord of(Verdict verdict) {
        ComparisonRequest request = verdict.evidence().request();
        var settle = verdict.judgement().itemsToSettle();
        return new VerdictRecord(
                request.property().name(),
                request.target(),
                request.predictor(),
                request.tasks().stream().map(Task::name).toList(),
                request.split(),
                request.labels(),
                request.seed(),
                verdict.claim().wording(),
                verdict.claim().margin(),
                verdict.decision(),
                verdict.judgement().reason(),
                settle.isPresent() ? settle.getAsLong() : null,
                verdict.evidence().standard().confidence(),
                counts(verdict),
                verdict.figures().map(VerdictRecord::accuracies).orElse(null),
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

    private static Accuracies accuracies(Figures figures) {
        double confidence = figures.confidence();
        return new Accuracies(
                Estimate.of(figures.self(), confidence),
                Estimate.of(figures.cross(), confidence),
                Estimate.of(figures.baseline(), confidence),
                Estimate.of(figures.untrainedSelf(), confidence),
                Estimate.of(figures.untrainedCross(), confidence),
                Estimate.of(figures.difference(), confidence),
                Estimate.of(figures.microDifference(), confidence),
                Estimate.of(figures.aboveBaseline(), confidence),
                figures.difference().lowerBound(confidence),
                figures.difference().upperBound(confidence));
    }
}
