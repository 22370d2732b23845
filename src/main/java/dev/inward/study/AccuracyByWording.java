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
 * The accuracy of both predictors in each wording of a question.
 *
 * @param wordings the figures by wording, the most frequent wording first
 */
record AccuracyByWording(List<Wording> wordings) {

    /**
     * The figures of one wording.
     *
     * @param question the question in this wording
     * @param items the number of items that were asked about in it, with both predictions
     * @param self the accuracy of self-prediction, 0 to 1
     * @param cross the accuracy of cross-prediction, 0 to 1
     */
    record Wording(String question, int items, double self, double cross) {

        private static Wording of(String question, List<ScoredItem> items) {
            return new Wording(
                    question,
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
                    question,
                    self,
                    cross,
                    items);
        }
    }

    /** Computes the figures of the items with both predictions. */
    static AccuracyByWording of(Comparison comparison) {
        Map<String, List<ScoredItem>> items =
                comparison.completeItems().stream()
                        .collect(
                                Collectors.groupingBy(
                                        item -> question(comparison.request(), item.item()),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        return new AccuracyByWording(
                items.entrySet().stream()
                        .map(entry -> Wording.of(entry.getKey(), entry.getValue()))
                        .sorted(
                                Comparator.comparing(Wording::items)
                                        .reversed()
                                        .thenComparing(Wording::question))
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

    /** Returns the figures in words, without a full stop; empty if there is one wording alone. */
    Optional<String> note() {
        return wordings.size() < 2
                ? Optional.empty()
                : Optional.of(
                        "accuracy by the wording of the question: "
                                + wordings.stream()
                                        .map(Wording::words)
                                        .collect(Collectors.joining("; ")));
    }
}
