package dev.inward.calibration;

import dev.inward.Margin;
import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.verdict.ComparisonClaim;
import dev.inward.verdict.Decision;
import dev.inward.verdict.DecisionRule;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.figures.Figures;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * One cell of the grid: a known truth in one design, judged by the engine with many seeds.
 *
 * @param number the number of the cell, which determines its seeds
 * @param name the name of the known truth in the table
 * @param truths one known truth for each task
 * @param n the number of items
 * @param design the clusters of the items
 * @param claim the claim about each comparison
 * @param figures the figures whose bounds are compared with the truth
 */
record CalibrationCell(
        int number,
        String name,
        List<KnownTruth> truths,
        int n,
        ClusterDesign design,
        ComparisonClaim claim,
        List<KnownFigure> figures) {

    static final int SEEDS = 2_000;
    static final double CONFIDENCE = 0.95;

    static final ComparisonRequest REQUEST =
            SyntheticComparison.request(
                    "self", "cross", SyntheticComparison.task("any", List.of()));

    CellCounts measure() {
        var layout = new ItemLayout(truths, n, design);
        var outcomes = new PossibleOutcomes(truths, layout);
        Map<Decision, Integer> decisions = new EnumMap<>(Decision.class);
        Map<KnownFigure, BoundErrors> bounds = new EnumMap<>(KnownFigure.class);
        figures.forEach(figure -> bounds.put(figure, new BoundErrors()));
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new SplittableRandom(number * 1_000_003L + seed);
            Evidence evidence =
                    evidence(
                            SyntheticComparison.of(REQUEST, outcomes.of(layout.draw(random)))
                                    .build());
            decisions.merge(evidence.judge(claim).decision(), 1, Integer::sum);
            Figures measured = evidence.figures().orElseThrow();
            bounds.forEach(
                    (figure, errors) ->
                            errors.add(figure.of(measured), figure.truth(truths), CONFIDENCE));
        }
        return new CellCounts(this, layout.prompts().size(), decisions, bounds);
    }

    Evidence evidence(Comparison comparison) {
        return Evidence.of(
                comparison.request(),
                CompletableFuture.completedFuture(comparison),
                rule(),
                verdict -> {});
    }

    DecisionRule rule() {
        return new DecisionRule(CONFIDENCE, new Margin(claim.margin()), false);
    }
}
