package dev.inward.verdict.figures;

import dev.inward.statistics.ClusteredMean;
import dev.inward.study.Comparison;
import dev.inward.study.ScoredItem;
import dev.inward.verdict.items.ItemMeans;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * How the accuracies of self- and cross-prediction grow with the number of finetuning rows
 * ("Looking Inward", arXiv 2410.13787, figure 17).
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param points one point for each number of rows, in ascending order, at least two; copied
 * @param crossStopsGrowing the smallest number of rows of a task and property such that with no
 *     larger number cross-prediction is better: the lower bound of the paired difference is not
 *     above 0; null if the largest number is still better than each smaller one. It is no proof
 *     that nothing more is gained
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record ScalingCurve(List<Point> points, @Nullable Integer crossStopsGrowing) {

    /**
     * Copies the points.
     *
     * @param points as in the record
     * @param crossStopsGrowing as in the record
     */
    public ScalingCurve {
        points = List.copyOf(points);
    }

    /**
     * The accuracies with one number of rows.
     *
     * @param rowsPerCell the largest number of rows of a task and a property
     * @param trainingRows the number of rows that each predictor was finetuned on
     * @param self the accuracy of self-prediction, 0 to 1
     * @param cross the accuracy of cross-prediction, 0 to 1
     * @param advantage self-prediction minus cross-prediction, −1 to 1
     */
    public record Point(
            int rowsPerCell,
            int trainingRows,
            ClusteredMean self,
            ClusteredMean cross,
            ClusteredMean advantage) {

        private String words() {
            return String.format(
                    Locale.ROOT,
                    "%d rows self %.3f, cross %.3f",
                    rowsPerCell,
                    self.estimate(),
                    cross.estimate());
        }
    }

    /**
     * Returns the curve as a sentence, without a full stop.
     *
     * @return the accuracies by number of rows, and where cross-prediction stops growing
     */
    public String sentence() {
        return String.format(
                Locale.ROOT,
                "accuracy by the number of finetuning rows of a task and property: %s; %s",
                points.stream().map(Point::words).collect(Collectors.joining(", ")),
                crossStopsGrowing == null
                        ? "cross-prediction still grows at the largest number"
                        : "cross-prediction does not grow beyond " + crossStopsGrowing + " rows");
    }

    /**
     * Computes the curve of one comparison and those that differ from it in the number of rows
     * alone.
     *
     * @param comparison a comparison
     * @param ofProperty all comparisons of its property and study
     * @param confidence the confidence of the one-sided bounds, above 0.5 and below 1
     * @return the curve; empty if there are fewer than two numbers of rows with predictions
     */
    public static Optional<ScalingCurve> of(
            Comparison comparison, List<Comparison> ofProperty, double confidence) {
        List<Comparison> sizes =
                withoutEqualRows(
                        ofProperty.stream()
                                .filter(
                                        other ->
                                                other.request()
                                                        .differsAtMostInRows(comparison.request()))
                                .filter(other -> !other.completeItems().isEmpty())
                                .sorted(Comparator.comparingInt(ScalingCurve::rows))
                                .toList());
        return sizes.size() < 2
                ? Optional.empty()
                : Optional.of(
                        new ScalingCurve(
                                sizes.stream().map(ScalingCurve::point).toList(),
                                stopsGrowing(sizes, confidence).stream()
                                        .boxed()
                                        .findFirst()
                                        .orElse(null)));
    }

    /** A limit above the number of candidates is the same finetuning as a smaller one. */
    private static List<Comparison> withoutEqualRows(List<Comparison> sizes) {
        var distinct = new ArrayList<Comparison>();
        for (Comparison size : sizes) {
            if (distinct.isEmpty()
                    || distinct.get(distinct.size() - 1).trainingRows() != size.trainingRows()) {
                distinct.add(size);
            }
        }
        return distinct;
    }

    private static int rows(Comparison comparison) {
        return comparison.request().design().training().rowsPerCell();
    }

    private static Point point(Comparison comparison) {
        ItemMeans<ScoredItem> means = ItemMeans.of(comparison.completeItems());
        return new Point(
                rows(comparison),
                comparison.trainingRows(),
                means.macro(ItemMeans.SHARE, item -> item.self().score()),
                means.macro(ItemMeans.SHARE, item -> item.cross().score()),
                means.macro(ItemMeans.DIFFERENCE, ScoredItem::advantage));
    }

    private static OptionalInt stopsGrowing(List<Comparison> sizes, double confidence) {
        for (int i = 0; i < sizes.size() - 1; i++) {
            Comparison size = sizes.get(i);
            if (sizes.subList(i + 1, sizes.size()).stream()
                    .noneMatch(larger -> isBetter(larger, size, confidence))) {
                return OptionalInt.of(rows(size));
            }
        }
        return OptionalInt.empty();
    }

    private static boolean isBetter(Comparison larger, Comparison smaller, double confidence) {
        Map<String, Double> before = new HashMap<>();
        smaller.completeItems().forEach(item -> before.put(key(item), item.cross().score()));
        var common = new ArrayList<ScoredItem>();
        larger.completeItems().stream()
                .filter(item -> before.containsKey(key(item)))
                .forEach(common::add);
        return !common.isEmpty()
                && ItemMeans.difference(
                                        common,
                                        item ->
                                                item.cross().score()
                                                        - before.getOrDefault(key(item), 0.0))
                                .lowerBound(confidence)
                        > 0;
    }

    private static String key(ScoredItem item) {
        return item.item().task() + "\n" + item.item().id();
    }
}
