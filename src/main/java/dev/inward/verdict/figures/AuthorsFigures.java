package dev.inward.verdict.figures;

import dev.inward.property.ResponseCleaning;
import dev.inward.statistics.CategoricalSample;
import dev.inward.statistics.Proportion;
import dev.inward.statistics.TwoProportionTest;
import dev.inward.study.Prediction;
import dev.inward.study.ScoredItem;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The same predictions by the arithmetic of "Looking Inward" (arXiv 2410.13787), the mode {@code
 * authors}, so that figures of the paper can be set beside ours. Every item weighs the same, items
 * without the property are left out, answers that were none are wrong, and items of one prompt are
 * taken to be independent, which makes error bars too short. Nothing is decided by them.
 *
 * @param self how often self-prediction is right
 * @param cross how often cross-prediction is right
 * @param baseline how often the most frequent value among the scored items of each task is right;
 *     it has seen what it is scored on
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record AuthorsFigures(Proportion self, Proportion cross, Proportion baseline) {

    /**
     * @param items on which both predictions came back, at least one
     */
    static AuthorsFigures of(List<ScoredItem> items) {
        int atMode =
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
                        .mapToInt(AuthorsFigures::mostFrequent)
                        .sum();
        return new AuthorsFigures(
                right(items, ScoredItem::self),
                right(items, ScoredItem::cross),
                Proportion.of(atMode, items.size()));
    }

    private static int mostFrequent(List<String> values) {
        CategoricalSample sample = CategoricalSample.of(values);
        return Math.toIntExact(Math.round(sample.modeShare() * sample.size()));
    }

    private static Proportion right(
            List<ScoredItem> items, Function<ScoredItem, Prediction> predictor) {
        double right = items.stream().map(predictor).mapToDouble(Prediction::score).sum();
        return Proportion.of((int) right, items.size());
    }

    /** {@return the test that self- and cross-prediction differ, taken to be unpaired} */
    public TwoProportionTest difference() {
        return new TwoProportionTest(self, cross);
    }
}
