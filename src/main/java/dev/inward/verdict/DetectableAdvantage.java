package dev.inward.verdict;

import dev.inward.statistics.ClusteredMean;
import dev.inward.study.ComparisonRequest;
import dev.inward.task.Item;
import dev.inward.verdict.figures.DataSufficiency;
import dev.inward.verdict.figures.ItemMeans;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How large an advantage of self- over cross-prediction has to be for a planned comparison to show
 * it, before anybody is asked: a comparison that could only show an advantage that nobody expects
 * is not worth its price.
 *
 * <p>It is the smallest, in steps of 0.0005, that the one-sided lower bound clears the margin for
 * with a power of 80 %, by {@link ClusteredMean#requiredClusters}, if cross-prediction is right on
 * half of the items and both err independently of each other. Predictors that err on the same items
 * show smaller ones. Items of a prompt count as one, and tasks of unequal size as fewer, as the
 * macro average has them; all are taken to have the property.
 *
 * @param request what is planned
 * @param prompts object-level prompts of the items that are predicted
 * @param margin what the advantage has to exceed
 * @param confidence confidence of the lower bound
 * @param advantage self − cross, above the margin and at most 0.5; empty where there is none
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record DetectableAdvantage(
        ComparisonRequest request,
        int prompts,
        double margin,
        double confidence,
        OptionalDouble advantage) {

    private static final double POWER = 0.8;

    /** Steps of the advantage from 0 to 0.5. */
    private static final int STEPS = 1000;

    /** {@return how large it has to be} */
    public static DetectableAdvantage of(ComparisonRequest request, DecisionRule standard) {
        List<Item> items = request.drawnItems();
        double margin = standard.margin().fraction();
        return new DetectableAdvantage(
                request,
                prompts(items),
                margin,
                standard.confidence(),
                smallest(items, margin, standard.confidence()));
    }

    private static OptionalDouble smallest(List<Item> items, double margin, double confidence) {
        if (DataSufficiency.fewPrompts(items).isPresent()) {
            return OptionalDouble.empty();
        }
        long prompts = effectivePrompts(items);
        int tooSmall = 0;
        int enough = STEPS + 1;
        while (enough - tooSmall > 1) {
            int middle = (tooSmall + enough) / 2;
            if (requiredPrompts(middle, margin, confidence) <= prompts) {
                enough = middle;
            } else {
                tooSmall = middle;
            }
        }
        return enough > STEPS ? OptionalDouble.empty() : OptionalDouble.of(advantage(enough));
    }

    private static double advantage(int step) {
        return 0.5 * step / STEPS;
    }

    private static long requiredPrompts(int step, double margin, double confidence) {
        return advantage(step) <= margin
                ? Long.MAX_VALUE
                : typical(step).requiredClusters(margin, confidence, POWER).orElse(Long.MAX_VALUE);
    }

    /**
     * Of four parts two show no difference; the advantage moves the others from one to the other.
     */
    private static ClusteredMean typical(int step) {
        double[] differences = new double[4 * STEPS];
        Arrays.fill(differences, 0, STEPS + step, 1);
        Arrays.fill(differences, STEPS + step, 2 * STEPS, -1);
        int[] prompts = IntStream.range(0, differences.length).toArray();
        return ClusteredMean.of(differences, prompts, ItemMeans.DIFFERENCE);
    }

    /** Of K tasks with n_k prompts each, K² over the sum of 1 / n_k. */
    private static long effectivePrompts(List<Item> items) {
        Map<String, List<Item>> tasks = items.stream().collect(Collectors.groupingBy(Item::task));
        double variance = tasks.values().stream().mapToDouble(task -> 1.0 / prompts(task)).sum();
        return (long) (tasks.size() * tasks.size() / variance);
    }

    private static int prompts(Collection<Item> items) {
        return Math.toIntExact(items.stream().map(Item::objectLevelPrompt).distinct().count());
    }
}
