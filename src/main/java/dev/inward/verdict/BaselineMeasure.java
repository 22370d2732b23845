package dev.inward.verdict;

import dev.inward.study.Baseline;
import dev.inward.study.ScoredItem;
import java.util.List;

/** How far self-prediction is above a baseline. */
final class BaselineMeasure {

    private BaselineMeasure() {}

    /** Whether the baseline says anything of these items. */
    static boolean isThere(List<ScoredItem> items, Baseline baseline) {
        return items.stream().anyMatch(item -> item.yardsticks().score(baseline).isPresent());
    }

    /** A baseline that says nothing of an item is not right there. */
    static Measure of(List<ScoredItem> items, Baseline baseline) {
        return new Measure(
                "self-prediction above " + baseline.description(),
                new ItemMeans(items)
                        .macro(
                                ItemMeans.DIFFERENCE,
                                item ->
                                        item.self().score()
                                                - item.yardsticks().score(baseline).orElse(0)));
    }
}
