package dev.inward.verdict.figures;

import dev.inward.study.Comparison;
import dev.inward.study.ScoredItem;
import dev.inward.task.Item;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** Whether a comparison holds enough to decide anything at all. */
@API(status = Status.INTERNAL, since = "0.1")
public final class DataSufficiency {

    /** Fewer prompts than this decide nothing, whatever their bounds say. */
    public static final int FEWEST_CLUSTERS = 30;

    /** With fewer in one task its share of the macro average rests on next to nothing. */
    private static final int FEWEST_CLUSTERS_OF_A_TASK = 10;

    private DataSufficiency() {}

    /** Why nothing can be decided, or nothing. */
    public static Optional<String> lack(Comparison comparison) {
        return missing(comparison)
                .or(() -> comparison.completeItems().isEmpty()
                                        ? nothing(comparison) : Optional.empty())
                .or(
                        () ->
                                fewPrompts(
                                        comparison.completeItems().stream()
                                                .map(ScoredItem::item)
                                                .toList()))
                .or(() -> UnevenTasks.of(comparison));
    }

    /** Whether too many answers are missing. */
    public static Optional<String> missing(Comparison comparison) {
        int missing = comparison.missing();
        int asked = comparison.items().size() + comparison.missingBehaviours();
        if (missing > Comparison.MOST_MISSING * asked) {
            return lacking(
                    "%d of %d items have no answer (%.1f %%), and above 1 %% nothing is decided; the first says: %s",
                    missing, asked, 100.0 * missing / asked, firstReason(comparison));
        }
        int missingTraining = comparison.missingTrainingBehaviours();
        if (missingTraining > Comparison.MOST_MISSING * comparison.trainingItems()) {
            return lacking(
                    "%d of the target's %d answers to training items are missing, and above 1 %% predictors and baseline rest on too little; the first says: %s",
                    missingTraining, comparison.trainingItems(), comparison.whyMissing());
        }
        return Optional.empty();
    }

    private static Optional<String> nothing(Comparison comparison) {
        return comparison.undefined() == 0
                ? lacking(
                        "there are no %s items; give the tasks more of them",
                        comparison.request().split().name().toLowerCase(Locale.ROOT))
                : lacking(
                        "the property is defined on none of the target's %d answers",
                        comparison.undefined());
    }

    /** Whether so few prompts are left that bounds cannot be trusted. */
    public static Optional<String> fewPrompts(List<Item> items) {
        Map<String, Set<String>> prompts = new TreeMap<>();
        items.forEach(
                item ->
                        prompts.computeIfAbsent(item.task(), task -> new HashSet<>())
                                .add(item.objectLevelPrompt()));
        long all = items.stream().map(Item::objectLevelPrompt).distinct().count();
        if (all < FEWEST_CLUSTERS) {
            return lacking(
                    "there are %d prompts, and with fewer than %d bounds cannot be trusted",
                    all, FEWEST_CLUSTERS);
        }
        return prompts.entrySet().stream()
                .filter(task -> task.getValue().size() < FEWEST_CLUSTERS_OF_A_TASK)
                .findFirst()
                .flatMap(
                        task ->
                                lacking(
                                        "task '%s' has %d prompts with this property, and with fewer than %d its part of the average cannot be trusted; leave it out or give it more items",
                                        task.getKey(),
                                        task.getValue().size(),
                                        FEWEST_CLUSTERS_OF_A_TASK));
    }

    private static String firstReason(Comparison comparison) {
        return comparison.items().stream()
                .filter(item -> !item.isComplete())
                .findFirst()
                .map(DataSufficiency::reason)
                .orElse(comparison.whyMissing());
    }

    private static String reason(ScoredItem item) {
        return (item.self().outcome().isMissing() ? item.self() : item.cross()).answer();
    }

    /** The reason with its figures. */
    public static Optional<String> lacking(String reason, Object... figures) {
        return Optional.of(String.format(Locale.ROOT, reason, figures));
    }
}
