package dev.inward.study;

import dev.inward.property.BehavioralProperty;
import dev.inward.task.Item;
import dev.inward.task.Task;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The accuracy of both predictors in groups of items that are asked in different ways.
 *
 * @param title what the items of a group share
 * @param groups the figures by group, the largest group first
 */
record AccuracyByGroup(String title, List<Group> groups) {

    private static final int MAX_GROUPS_IN_A_NOTE = 40;

    /**
     * The figures of one group.
     *
     * @param name what the items share: the question, or the variant of the prompts
     * @param items the number of items with both predictions
     * @param self the accuracy of self-prediction, 0 to 1
     * @param cross the accuracy of cross-prediction, 0 to 1
     */
    record Group(String name, int items, double self, double cross) {

        private static Group of(String name, List<ScoredItem> items) {
            return new Group(
                    name,
                    items.size(),
                    mean(items, ScoredItem::self),
                    mean(items, ScoredItem::cross));
        }

        private static double mean(
                List<ScoredItem> items, Function<ScoredItem, Prediction> predictor) {
            return items.stream()
                    .map(predictor)
                    .mapToDouble(Prediction::score)
                    .average()
                    .orElseThrow();
        }

        private String words() {
            return String.format(
                    Locale.ROOT,
                    "\"%s\" self %.3f, cross %.3f (%d items)",
                    name,
                    self,
                    cross,
                    items);
        }
    }

    /** Computes the figures by the wording of the question. */
    static AccuracyByGroup wordings(Comparison comparison) {
        return of(
                "accuracy by the wording of the question",
                comparison,
                item -> question(comparison.request(), item.item()));
    }

    /** Computes the figures by the variant of the prompts. */
    static AccuracyByGroup variants(Comparison comparison) {
        return of(
                "accuracy by the variant of the prompts",
                comparison,
                item -> {
                    String label = item.item().variantLabel();
                    return label.isEmpty() ? "no variant" : label;
                });
    }

    private static AccuracyByGroup of(
            String title, Comparison comparison, Function<ScoredItem, String> group) {
        Map<String, List<ScoredItem>> items =
                comparison.completeItems().stream()
                        .collect(
                                Collectors.groupingBy(
                                        group, LinkedHashMap::new, Collectors.toList()));
        return new AccuracyByGroup(
                title,
                items.entrySet().stream()
                        .map(entry -> Group.of(entry.getKey(), entry.getValue()))
                        .sorted(
                                Comparator.comparing(Group::items)
                                        .reversed()
                                        .thenComparing(Group::name))
                        .toList());
    }

    private static String question(ComparisonRequest request, Item item) {
        BehavioralProperty property = request.property();
        return request.taskOf(item)
                .filter(task -> !isWordedElsewhere(task))
                .map(task -> task.prompts().question(item, property))
                .orElseGet(property::question);
    }

    /** A transcript or the data can have the prompts that were asked. */
    private static boolean isWordedElsewhere(Task task) {
        return task.origin().transcript() != null || task.prompts().hypothetical().field() != null;
    }

    /** Returns the figures in words, without a full stop; empty if there is one group alone. */
    Optional<String> note() {
        if (groups.size() < 2) {
            return Optional.empty();
        }
        int more = groups.size() - MAX_GROUPS_IN_A_NOTE;
        return Optional.of(
                title
                        + ": "
                        + groups.stream()
                                .limit(MAX_GROUPS_IN_A_NOTE)
                                .map(Group::words)
                                .collect(Collectors.joining("; "))
                        + (more > 0 ? "; and " + more + " more" : ""));
    }
}
