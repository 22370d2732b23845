package dev.inward.verdict.items;

import dev.inward.statistics.ClusteredMean;
import dev.inward.study.Comparison;
import dev.inward.study.Prediction;
import dev.inward.study.PredictionOutcome;
import dev.inward.study.ScoredItem;
import dev.inward.task.Item;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Checks whether a comparison has enough data to decide a claim. */
public final class DataSufficiency {

    /** With fewer effective prompts no claim is decided, since the bounds are unreliable. */
    public static final int MIN_PROMPTS = 30;

    /** With fewer effective prompts a task's share of the macro average is unreliable. */
    private static final int MIN_PROMPTS_PER_TASK = 10;

    /** At most this share of compliant predictions is too few, for both predictors. */
    private static final double MIN_COMPLIANT_SHARE = 0.1;

    /** A smaller difference of effective prompts is a rounding error. */
    private static final double ROUNDING_ERROR = 1e-9;

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
                .or(() -> UnevenTasks.of(comparison))
                .or(() -> tooFewCompliant(comparison.completeItems()));
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

    /**
     * Returns a reason if hardly any prediction of both predictors has the required answer format.
     * Then the wrong answers show that the question was misunderstood, and nothing else.
     */
    private static Optional<String> tooFewCompliant(List<ScoredItem> items) {
        long self = compliant(items, ScoredItem::self);
        long cross = compliant(items, ScoredItem::cross);
        return Math.max(self, cross) > MIN_COMPLIANT_SHARE * items.size()
                ? Optional.empty()
                : reason(
                        "%d of %d self-predictions and %d cross-predictions have the required answer format. If neither predictor has it in more than a tenth, the answers say nothing about self-knowledge. Look at them in the report, and put {instruction} into the hypothetical template",
                        self, items.size(), cross);
    }

    private static long compliant(
            List<ScoredItem> items, Function<ScoredItem, Prediction> predictor) {
        return items.stream()
                .map(predictor)
                .filter(prediction -> prediction.outcome() != PredictionOutcome.NON_COMPLIANT)
                .count();
    }

    private static Optional<String> noPredictions(Comparison comparison) {
        return comparison.undefined() == 0
                ? reason(
                        "there are no %s items. Add items to the tasks.",
                        comparison.request().split().displayName())
                : reason(
                        "the property is undefined on all of the target's %d answers",
                        comparison.undefined());
    }

    /**
     * Returns a reason if there are too few effective prompts for reliable bounds; otherwise empty.
     * {@link ClusteredMean#effectiveClusters} defines them.
     */
    public static Optional<String> tooFewPrompts(List<Item> items) {
        if (prompts(items) < MIN_PROMPTS) {
            return reason(
                    "there are %d prompts. With fewer than %d the bounds are unreliable.",
                    prompts(items), MIN_PROMPTS);
        }
        return tooSmallTask(items).or(() -> tooUneven(items));
    }

    private static Optional<String> tooSmallTask(List<Item> items) {
        Map<String, List<Item>> tasks =
                items.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Item::task, TreeMap::new, Collectors.toList()));
        return tasks.entrySet().stream()
                .filter(task -> isBelow(effectivePrompts(task.getValue()), MIN_PROMPTS_PER_TASK))
                .findFirst()
                .flatMap(
                        task ->
                                reason(
                                        "task '%s' has %d prompts with this property%s. With fewer than %d its share of the average is unreliable. %s",
                                        task.getKey(),
                                        prompts(task.getValue()),
                                        equalPrompts(task.getValue()),
                                        MIN_PROMPTS_PER_TASK,
                                        prompts(task.getValue()) < MIN_PROMPTS_PER_TASK
                                                ? "Leave the task out or add items to it."
                                                : "Use prompts with similar numbers of items."));
    }

    private static Optional<String> tooUneven(List<Item> items) {
        return isBelow(effectivePrompts(items), MIN_PROMPTS)
                ? reason(
                        "there are %d prompts%s. With fewer than %d the bounds are unreliable. Use tasks with similar numbers of prompts and prompts with similar numbers of items, or add prompts.",
                        prompts(items), equalPrompts(items), MIN_PROMPTS)
                : Optional.empty();
    }

    /** Returns the number of prompts of equal weight that an average of items is worth. */
    public static double effectivePrompts(List<Item> items) {
        return items.isEmpty()
                ? 0
                : new ItemMeans<>(items, Function.identity())
                        .macro(ItemMeans.SHARE, item -> 0)
                        .effectiveClusters();
    }

    /** Returns whether a number of effective prompts is below a limit, beyond a rounding error. */
    public static boolean isBelow(double effective, int limit) {
        return effective < limit - ROUNDING_ERROR;
    }

    private static int prompts(List<Item> items) {
        return Math.toIntExact(items.stream().map(Item::baseQuestion).distinct().count());
    }

    /** Says how many equal prompts are worth as much; empty if the prompts are equal. */
    private static String equalPrompts(List<Item> items) {
        double effective = effectivePrompts(items);
        return isBelow(effective, prompts(items))
                ? String.format(
                        Locale.ROOT,
                        ", which differ in weight and count as %.1f equal ones",
                        effective)
                : "";
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
