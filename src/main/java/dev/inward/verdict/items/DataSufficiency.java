package dev.inward.verdict.items;

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

/** Checks whether a comparison has enough data to decide a claim. */
public final class DataSufficiency {

    /** With fewer prompts no claim is decided, since the bounds are unreliable. */
    public static final int MIN_PROMPTS = 30;

    /** With fewer prompts a task's share of the macro average is unreliable. */
    private static final int MIN_PROMPTS_PER_TASK = 10;

    private DataSufficiency() {}

    /** Returns why no claim can be decided; empty if the data are sufficient. */
    public static Optional<String> whyInsufficient(Comparison comparison) {
        return tooManyMissing(comparison)
                .or(
                        () ->
                                comparison.completeItems().isEmpty()
                                        ? noPredictions(comparison)
                                        : Optional.empty())
                .or(
                        () ->
                                tooFewPrompts(
                                        comparison.completeItems().stream()
                                                .map(ScoredItem::item)
                                                .toList()))
                .or(() -> UnevenTasks.of(comparison));
    }

    /** Returns a reason if too many answers are missing; otherwise empty. */
    public static Optional<String> tooManyMissing(Comparison comparison) {
        int missing = comparison.missing();
        int total = comparison.items().size() + comparison.missingBehaviours();
        if (missing > Comparison.MAX_MISSING_SHARE * total) {
            return reason(
                    "%d of %d items have no answer (%.1f %%). Above 1 %% no claim can be decided. The first missing answer: %s",
                    missing, total, 100.0 * missing / total, firstMissingReason(comparison));
        }
        int missingTraining = comparison.missingTrainingBehaviours();
        if (missingTraining > Comparison.MAX_MISSING_SHARE * comparison.trainingItems()) {
            return reason(
                    "%d of the target's %d answers to training items are missing. Above 1 %% predictors and mode baseline are unreliable. The first missing answer: %s",
                    missingTraining, comparison.trainingItems(), comparison.whyMissing());
        }
        return Optional.empty();
    }

    private static Optional<String> noPredictions(Comparison comparison) {
        return comparison.undefined() == 0
                ? reason(
                        "there are no %s items. Add items to the tasks.",
                        comparison.request().split().name().toLowerCase(Locale.ROOT))
                : reason(
                        "the property is undefined on all of the target's %d answers",
                        comparison.undefined());
    }

    /** Returns a reason if there are too few prompts for reliable bounds; otherwise empty. */
    public static Optional<String> tooFewPrompts(List<Item> items) {
        Map<String, Set<String>> prompts = new TreeMap<>();
        items.forEach(
                item ->
                        prompts.computeIfAbsent(item.task(), task -> new HashSet<>())
                                .add(item.objectLevelPrompt()));
        long total = items.stream().map(Item::objectLevelPrompt).distinct().count();
        if (total < MIN_PROMPTS) {
            return reason(
                    "there are %d prompts. With fewer than %d the bounds are unreliable.",
                    total, MIN_PROMPTS);
        }
        return prompts.entrySet().stream()
                .filter(task -> task.getValue().size() < MIN_PROMPTS_PER_TASK)
                .findFirst()
                .flatMap(
                        task ->
                                reason(
                                        "task '%s' has %d prompts with this property. With fewer than %d its share of the average is unreliable. Leave the task out or add items to it.",
                                        task.getKey(),
                                        task.getValue().size(),
                                        MIN_PROMPTS_PER_TASK));
    }

    private static String firstMissingReason(Comparison comparison) {
        return comparison.items().stream()
                .filter(item -> !item.isComplete())
                .findFirst()
                .map(DataSufficiency::missingReason)
                .orElse(comparison.whyMissing());
    }

    private static String missingReason(ScoredItem item) {
        return (item.self().outcome().isMissing() ? item.self() : item.cross()).answer();
    }

    /** Formats a reason with its figures. */
    public static Optional<String> reason(String pattern, Object... figures) {
        return Optional.of(String.format(Locale.ROOT, pattern, figures));
    }
}
