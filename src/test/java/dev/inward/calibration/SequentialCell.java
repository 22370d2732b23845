package dev.inward.calibration;

import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.study.Comparison;
import dev.inward.study.ScoredItem;
import dev.inward.study.StoppingRule;
import dev.inward.study.run.KnownTruthRounds;
import dev.inward.task.Item;
import dev.inward.task.Task;
import dev.inward.verdict.Decision;
import dev.inward.verdict.Evidence;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A cell that is judged twice: sequentially, until the claim is decided, and once on all items.
 *
 * @param cell a cell with one item in each cluster
 */
record SequentialCell(CalibrationCell cell) {

    SequentialCounts measure() {
        var layout = new ItemLayout(cell.truths(), cell.n(), cell.design());
        var outcomes = new PossibleOutcomes(cell.truths(), layout);
        List<Item> items =
                outcomes.of(new int[layout.items()]).stream().map(ScoredItem::item).toList();
        List<Task> tasks = tasks(items);
        Map<Decision, Integer> fixed = new EnumMap<>(Decision.class);
        Map<Decision, Integer> sequential = new EnumMap<>(Decision.class);
        long usedItems = 0;
        for (int seed = 0; seed < CalibrationCell.SEEDS; seed++) {
            var random = new SplittableRandom(cell.number() * 1_000_003L + seed);
            List<ScoredItem> scored = outcomes.of(layout.draw(random));
            Comparison stoppedEarly = collect(tasks, seed, scored);
            usedItems += stoppedEarly.items().size();
            sequential.merge(decision(stoppedEarly), 1, Integer::sum);
            fixed.merge(
                    decision(SyntheticComparison.of(CalibrationCell.REQUEST, scored).build()),
                    1,
                    Integer::sum);
        }
        return new SequentialCounts(
                new CellCounts(cell, items.size(), sequential, Map.of()),
                new CellCounts(cell, items.size(), fixed, Map.of()),
                (double) usedItems / CalibrationCell.SEEDS / items.size());
    }

    private Comparison collect(List<Task> tasks, int seed, List<ScoredItem> scored) {
        Map<Item, ScoredItem> byItem = new HashMap<>();
        scored.forEach(item -> byItem.put(item.item(), item));
        var request =
                SyntheticComparison.request(
                        "self", "cross", tasks, seed, StoppingRule.WHEN_DECIDED);
        return KnownTruthRounds.collect(
                request,
                items ->
                        SyntheticComparison.of(request, items.stream().map(byItem::get).toList())
                                .build(),
                comparison -> Evidence.isDecided(comparison, cell.rule()));
    }

    private Decision decision(Comparison comparison) {
        return cell.evidence(comparison).judge(cell.claim()).decision();
    }

    private static List<Task> tasks(List<Item> items) {
        Map<String, List<Item>> byTask = new LinkedHashMap<>();
        items.forEach(
                item -> byTask.computeIfAbsent(item.task(), name -> new ArrayList<>()).add(item));
        return byTask.entrySet().stream()
                .map(task -> SyntheticComparison.task(task.getKey(), task.getValue()))
                .toList();
    }
}
