package dev.inward.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.Labels;
import dev.inward.study.Lineage;
import dev.inward.study.Provenance;
import dev.inward.study.Stopping;
import dev.inward.task.Split;
import dev.inward.task.Task;
import dev.inward.verdict.Decision;
import dev.inward.verdict.Verdict;
import dev.inward.verdict.figures.Figures;
import dev.inward.verdict.figures.NonCompliance;
import dev.inward.verdict.ladder.RungMeasure;
import dev.inward.verdict.ladder.RungResult;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as it stands in a file: shares of 1, intervals at the stated confidence, nothing that
 * changes from run to run of the same inputs.
 */
record VerdictRecord(
        String property,
        String target,
        String predictor,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Lineage targetLineage,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Lineage predictorLineage,
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
        @Nullable StrictFiguresRecord strict,
        @Nullable AuthorsFiguresRecord authors,
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

    /** How the evidence stands on one rung of the claim ladder. */
    record Standing(
            int rung, String title, String state, String reason, List<NamedEstimate> measures) {

        static Standing of(RungResult standing, double confidence) {
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

        static NamedEstimate of(RungMeasure measure, double confidence) {
            return new NamedEstimate(
                    measure.name(),
                    measure.mean().estimate(),
                    measure.mean().lowerBound(confidence),
                    measure.mean().clusters());
        }
    }

    /**
     * @param adjustedP the p-value corrected for the other verdicts beside it; null where there is
     *     none
     */
    static VerdictRecord of(Verdict verdict, @Nullable Double adjustedP) {
        ComparisonRequest request = verdict.evidence().request();
        Provenance provenance = verdict.evidence().comparison().provenance();
        var settle = verdict.judgement().itemsToSettle();
        return new VerdictRecord(
                request.property().name(),
                request.target(),
                request.predictor(),
                provenance.target().lineage(),
                provenance.predictor().lineage(),
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
                verdict.evidence().rule().confidence(),
                counts(verdict),
                verdict.p().isPresent() ? verdict.p().getAsDouble() : null,
                adjustedP,
                verdict.figures().map(figures -> StrictFiguresRecord.of(verdict, figures)).orElse(null),
                verdict.figures().map(Figures::authors).map(AuthorsFiguresRecord::of).orElse(null),
                verdict.evidence().ladder().standings().values().stream()
                        .map(
                                standing ->
                                        Standing.of(
                                                standing, verdict.evidence().rule().confidence()))
                        .toList(),
                verdict.changeSinceBaseline().map(RegressionRecord::of).orElse(null));
    }

    private static Counts counts(Verdict verdict) {
        Comparison comparison = verdict.evidence().comparison();
        Optional<NonCompliance> nonCompliance = verdict.figures().map(Figures::nonCompliance);
        return new Counts(
                comparison.items().size(),
                verdict.figures().map(figures -> figures.difference().clusters()).orElse(0),
                comparison.undefined(),
                comparison.missing(),
                nonCompliance.map(NonCompliance::self).orElse(0),
                nonCompliance.map(NonCompliance::cross).orElse(0),
                comparison.trainingRows());
    }
}
