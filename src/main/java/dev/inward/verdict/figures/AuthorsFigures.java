package dev.inward.verdict.figures;

import dev.inward.property.ResponseCleaning;
import dev.inward.statistics.CategoricalSample;
import dev.inward.statistics.Proportion;
import dev.inward.statistics.TwoProportionTest;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.Prediction;
import dev.inward.study.PredictionOutcome;
import dev.inward.study.ScoredItem;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * The figures of the same predictions by the arithmetic of "Looking Inward" (arXiv 2410.13787): the
 * mode {@code authors}. They can be compared with the figures of the paper. No verdict is based on
 * them.
 *
 * <p>Every item has the same weight. Items without the property are left out, and so are those
 * whose object-level answer breaks the compliance rules of the task. A non-compliant prediction is
 * wrong. So is one that equals the value only without punctuation. The arithmetic assumes that
 * items of one prompt are independent, so its error bars are too short.
 *
 * <p>Instances are immutable and thread-safe. No component is null.
 *
 * @param self the accuracy of self-prediction
 * @param cross the accuracy of cross-prediction
 * @param modeBaseline the accuracy of the most frequent value among the scored items of each task;
 *     it is computed on the items that it is scored on
 * @param untrainedSelf the accuracy of self-prediction before finetuning, on the items that have
 *     it; null if no item has it
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record AuthorsFigures(
        Proportion self,
        Proportion cross,
        Proportion modeBaseline,
        @Nullable Proportion untrainedSelf) {

    /**
     * Computes the figures. If every object-level answer breaks a rule of its task, all count.
     *
     * @param all the items with both predictions, at least one
     * @param request the request of their comparison
     */
    static AuthorsFigures of(List<ScoredItem> all, ComparisonRequest request) {
        List<ScoredItem> compliant =
                all.stream().filter(item -> isCompliant(item, request)).toList();
        List<ScoredItem> items = compliant.isEmpty() ? all : compliant;
        int correctAtMode =
                items.stream()
                        .collect(
                                Collectors.groupingBy(
                                        item -> item.item().task(),
                                        TreeMap::new,
                                        Collectors.mapping(
                                                item ->
                                                        ResponseCleaning.forComparison(
                                                                item.expected()),
                                                Collectors.toList())))
                        .values()
                        .stream()
                        .mapToInt(AuthorsFigures::countOfMode)
                        .sum();
        return new AuthorsFigures(
                accuracy(items, ScoredItem::self),
                accuracy(items, ScoredItem::cross),
                Proportion.of(correctAtMode, items.size()),
                untrainedSelf(items));
    }

    private static @Nullable Proportion untrainedSelf(List<ScoredItem> all) {
        List<ScoredItem> items =
                all.stream().filter(item -> !item.untrainedSelf().outcome().isMissing()).toList();
        return items.isEmpty() ? null : accuracy(items, ScoredItem::untrainedSelf);
    }

    private static boolean isCompliant(ScoredItem item, ComparisonRequest request) {
        return request.taskOf(item.item())
                .map(task -> task.isCompliant(item.behaviour()))
                .orElse(true);
    }

    private static int countOfMode(List<String> values) {
        CategoricalSample sample = CategoricalSample.of(values);
        return Math.toIntExact(Math.round(sample.modeShare() * sample.size()));
    }

    private static Proportion accuracy(
            List<ScoredItem> items, Function<ScoredItem, Prediction> predictor) {
        long correct = items.stream().filter(item -> isEqual(predictor.apply(item), item)).count();
        return Proportion.of((int) correct, items.size());
    }

    private static boolean isEqual(Prediction prediction, ScoredItem item) {
        return prediction.outcome() == PredictionOutcome.RIGHT
                && ResponseCleaning.forComparison(prediction.answer())
                        .equals(ResponseCleaning.forComparison(item.expected()));
    }

    /**
     * {@return the unpaired two-proportion z test that self- and cross-prediction have the same
     * accuracy}
     */
    public TwoProportionTest difference() {
        return new TwoProportionTest(self, cross);
    }
}
