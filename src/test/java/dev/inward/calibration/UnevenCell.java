package dev.inward.calibration;

import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.statistics.Proportion;
import dev.inward.study.Comparison;
import dev.inward.study.PredictionOutcome;
import dev.inward.study.ScoredItem;
import dev.inward.study.StoppingRule;
import dev.inward.study.run.KnownTruthRounds;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.verdict.Decision;
import dev.inward.verdict.DecisionRule;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.IntrospectionClaim;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * Small prompts of one item beside large ones. The items of a prompt have the same outcome, and the
 * mean advantage over items is the margin.
 *
 * @param number the number of the cell, which determines its seeds
 * @param small the number of prompts with one item
 * @param large the number of large prompts
 * @param largeSize the number of items of a large prompt
 * @param excess the advantage on large prompts minus that on small ones
 * @param wrongBoth the probability that only cross-prediction is right; 0 makes the predictors
 *     nested
 */
record UnevenCell(
        int number, int small, int large, int largeSize, double excess, double wrongBoth) {

    private static final DecisionRule RULE =
            new DecisionRule(CalibrationCell.CONFIDENCE, FixedGrid.MARGIN, false);

    /** The rates of both verdicts, on all items and when the run may stop early. */
    record Counts(
            UnevenCell cell,
            Proportion passed,
            Proportion failed,
            Proportion passedEarly,
            Proportion failedEarly) {}

    Counts measure() {
        List<Item> items = items();
        int[] counts = new int[4];
        for (int seed = 0; seed < CalibrationCell.SEEDS; seed++) {
            List<ScoredItem> scored = draw(items, new SplittableRandom(number * 1_000_003L + seed));
            Decision fixed =
                    decision(SyntheticComparison.of(CalibrationCell.REQUEST, scored).build());
            Decision early = decision(collect(items, seed, scored));
            counts[0] += fixed == Decision.PASS ? 1 : 0;
            counts[1] += fixed == Decision.FAIL ? 1 : 0;
            counts[2] += early == Decision.PASS ? 1 : 0;
            counts[3] += early == Decision.FAIL ? 1 : 0;
        }
        return new Counts(this, rate(counts[0]), rate(counts[1]), rate(counts[2]), rate(counts[3]));
    }

    double effectivePrompts() {
        double items = small + (double) large * largeSize;
        return items * items / (small + (double) large * largeSize * largeSize);
    }

    private static Proportion rate(int count) {
        return Proportion.of(count, CalibrationCell.SEEDS);
    }

    private static Decision decision(Comparison comparison) {
        return Evidence.of(
                        comparison.request(),
                        CompletableFuture.completedFuture(comparison),
                        RULE,
                        verdict -> {})
                .judge(new IntrospectionClaim(FixedGrid.MARGIN))
                .decision();
    }

    private static Comparison collect(List<Item> items, int seed, List<ScoredItem> scored) {
        Map<Item, ScoredItem> byItem = new HashMap<>();
        scored.forEach(item -> byItem.put(item.item(), item));
        var request =
                SyntheticComparison.request(
                        "self",
                        "cross",
                        List.of(SyntheticComparison.task("task", items)),
                        seed,
                        StoppingRule.WHEN_DECIDED);
        return KnownTruthRounds.collect(
                request,
                chosen ->
                        SyntheticComparison.of(request, chosen.stream().map(byItem::get).toList())
                                .build(),
                comparison -> Evidence.isDecided(comparison, RULE));
    }

    private List<Item> items() {
        List<Item> items = new ArrayList<>();
        for (int prompt = 0; prompt < small + large; prompt++) {
            for (int i = 0; i < size(prompt); i++) {
                items.add(
                        new Item("task", Map.of("n", "" + i), "prompt " + prompt, Split.HELD_OUT));
            }
        }
        return items;
    }

    private int size(int prompt) {
        return prompt < large ? largeSize : 1;
    }

    private List<ScoredItem> draw(List<Item> items, SplittableRandom random) {
        double shareOfLarge = large * largeSize / (small + (double) large * largeSize);
        double margin = FixedGrid.MARGIN.fraction();
        List<ScoredItem> scored = new ArrayList<>();
        for (int prompt = 0; prompt < small + large; prompt++) {
            double advantage =
                    prompt < large
                            ? margin + excess * (1 - shareOfLarge)
                            : margin - excess * shareOfLarge;
            double draw = random.nextDouble();
            boolean onlyCross = draw < wrongBoth;
            boolean onlySelf = !onlyCross && draw < 2 * wrongBoth + advantage;
            for (int i = 0; i < size(prompt); i++) {
                scored.add(
                        SyntheticComparison.scored(
                                items.get(scored.size()),
                                onlySelf ? PredictionOutcome.RIGHT : PredictionOutcome.WRONG,
                                onlyCross ? PredictionOutcome.RIGHT : PredictionOutcome.WRONG));
            }
        }
        return scored;
    }
}
