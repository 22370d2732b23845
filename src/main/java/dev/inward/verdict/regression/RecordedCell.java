package dev.inward.verdict.regression;

import dev.inward.study.Comparison;
import dev.inward.study.ModelProvenance;
import dev.inward.study.Provenance;
import dev.inward.study.ScoredItem;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.task.Task;
import dev.inward.verdict.figures.AdvantageChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A comparison as a baseline keeps it.
 *
 * @param trainingRows rows that each predictor was finetuned on; 0 if untrained
 * @param data hash of what the target was asked
 * @param prompts hash of what the predictors were asked
 */
record RecordedCell(
        String property,
        ModelProvenance target,
        ModelProvenance predictor,
        Split split,
        long seed,
        int trainingRows,
        String data,
        String prompts,
        List<RecordedTask> tasks) {

    /**
     * How each item came out, a character an item in file order, as {@link RecordedOutcome} has
     * them.
     */
    record RecordedTask(String name, String self, String cross) {

        /** Refuses what no run writes. */
        RecordedTask {
            if (self.length() != cross.length()) {
                throw new IllegalArgumentException(
                        "task '%s' has %d outcomes of self-prediction and %d of cross-prediction"
                                .formatted(name, self.length(), cross.length()));
            }
            RecordedOutcome.requireKnown(self);
            RecordedOutcome.requireKnown(cross);
        }

        private long predicted() {
            return IntStream.range(0, self.length())
                    .filter(
                            i ->
                                    RecordedOutcome.isPrediction(self.charAt(i))
                                            && RecordedOutcome.isPrediction(cross.charAt(i)))
                    .count();
        }

        private long missing() {
            return IntStream.range(0, self.length())
                    .filter(
                            i ->
                                    self.charAt(i) == RecordedOutcome.MISSING
                                            || cross.charAt(i) == RecordedOutcome.MISSING)
                    .count();
        }
    }

    static RecordedCell of(Comparison comparison) {
        Provenance provenance = comparison.provenance();
        Map<Item, ScoredItem> scored = byItem(comparison);
        var tasks = new ArrayList<RecordedTask>();
        for (Task task : comparison.request().tasks()) {
            var self = new StringBuilder();
            var cross = new StringBuilder();
            for (Item item : comparison.request().predictedItems(task)) {
                ScoredItem known = scored.get(item);
                boolean isUnanswered = comparison.withoutBehaviour().contains(item);
                self.append(RecordedOutcome.of(known == null ? null : known.self(), isUnanswered));
                cross.append(
                        RecordedOutcome.of(known == null ? null : known.cross(), isUnanswered));
            }
            tasks.add(new RecordedTask(task.name(), self.toString(), cross.toString()));
        }
        return new RecordedCell(
                comparison.request().property().name(),
                provenance.target(),
                provenance.predictor(),
                comparison.request().split(),
                comparison.request().seed(),
                comparison.trainingRows(),
                provenance.data(),
                provenance.prompts(),
                tasks);
    }

    private static Map<Item, ScoredItem> byItem(Comparison comparison) {
        var scored = new HashMap<Item, ScoredItem>();
        comparison.items().forEach(item -> scored.put(item.item(), item));
        return scored;
    }

    /** Joins what is recorded with a comparison of the same items, where both have both. */
    List<AdvantageChange.Pair> pairs(Comparison now) {
        Map<Item, ScoredItem> scored = byItem(now);
        var pairs = new ArrayList<AdvantageChange.Pair>();
        for (int t = 0; t < tasks.size(); t++) {
            RecordedTask recorded = tasks.get(t);
            List<Item> items = now.request().predictedItems(now.request().tasks().get(t));
            for (int i = 0; i < items.size(); i++) {
                ScoredItem item = scored.get(items.get(i));
                char self = recorded.self().charAt(i);
                char cross = recorded.cross().charAt(i);
                if (item != null
                        && item.isComplete()
                        && RecordedOutcome.isPrediction(self)
                        && RecordedOutcome.isPrediction(cross)) {
                    pairs.add(
                            new AdvantageChange.Pair(
                                    items.get(i),
                                    RecordedOutcome.score(self) - RecordedOutcome.score(cross),
                                    item.self().score() - item.cross().score()));
                }
            }
        }
        return pairs;
    }

    /** How many items lack an answer, of the target or of one of the predictors. */
    long missing() {
        return tasks.stream().mapToLong(RecordedTask::missing).sum();
    }

    /** How many items have both predictions. */
    long predicted() {
        return tasks.stream().mapToLong(RecordedTask::predicted).sum();
    }

    long items() {
        return tasks.stream().mapToLong(task -> task.self().length()).sum();
    }

    String displayName() {
        return "%s of %s, predicted by %s".formatted(property, target.name(), predictor.name());
    }
}
