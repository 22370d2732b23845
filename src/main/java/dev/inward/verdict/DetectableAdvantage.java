package dev.inward.verdict;

import dev.inward.statistics.ClusteredMean;
import dev.inward.study.ComparisonRequest;
import dev.inward.task.Item;
import dev.inward.verdict.items.DataSufficiency;
import dev.inward.verdict.items.ItemMeans;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The smallest advantage of self-prediction over cross-prediction that a planned comparison can
 * show. It is known before any model is called.
 *
 * <p>It is the smallest advantage, in steps of 0.0005, whose one-sided lower bound exceeds the
 * margin with a power of 80 %, by {@link ClusteredMean#requiredClusters}. It assumes that
 * cross-prediction is right on half of the items, that the errors of both predictors are
 * independent, and that every item has the property. Predictors that err on the same items can show
 * smaller advantages. The items of one prompt count as one item. Prompts and tasks of unequal size
 * count as fewer prompts, by {@link ClusteredMean#effectiveClusters}.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param request the planned comparison
 * @param prompts the number of object-level prompts of the predicted items
 * @param margin the margin that the advantage has to exceed
 * @param confidence the confidence of the lower bound
 * @param advantage self − cross, above the margin and at most 0.5; empty if the comparison can show
 *     no advantage
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

    /** The number of steps of the advantage from 0 to 0.5. */
    private static final int STEPS = 1000;

    /** A smaller difference of effective prompts is a rounding error. */
    private static final double ROUNDING_ERROR = 1e-9;

    /**
     * {@return the smallest advantage that a planned comparison can show}
     *
     * @param request the planned comparison
     * @param rule the margin and the confidence of the claim
     */
    public static DetectableAdvantage of(ComparisonRequest request, DecisionRule rule) {
        List<Item> items = request.drawnItems();
        double margin = rule.margin().fraction();
        return new DetectableAdvantage(
                request,
                prompts(items),
                margin,
                rule.confidence(),
                smallest(items, margin, rule.confidence()));
    }

    private static OptionalDouble smallest(List<Item> items, double margin, double confidence) {
        if (DataSufficiency.tooFewPrompts(items).isPresent()) {
            return OptionalDouble.empty();
        }
        double prompts = DataSufficiency.effectivePrompts(items) + ROUNDING_ERROR;
        int tooSmall = 0;
        int sufficient = STEPS + 1;
        while (sufficient - tooSmall > 1) {
            int middle = (tooSmall + sufficient) / 2;
            if (requiredPrompts(middle, margin, confidence) <= prompts) {
                sufficient = middle;
            } else {
                tooSmall = middle;
            }
        }
        return sufficient > STEPS
                ? OptionalDouble.empty()
                : OptionalDouble.of(advantage(sufficient));
    }

    private static double advantage(int step) {
        return 0.5 * step / STEPS;
    }

    private static long requiredPrompts(int step, double margin, double confidence) {
        return advantage(step) <= margin
                ? Long.MAX_VALUE
                : assumedDifferences(step)
                        .requiredClusters(margin, confidence, POWER)
                        .orElse(Long.MAX_VALUE);
    }

    /** Returns differences of which half are 0. The advantage moves the other half from −1 to 1. */
    private static ClusteredMean assumedDifferences(int step) {
        double[] differences = new double[4 * STEPS];
        Arrays.fill(differences, 0, STEPS + step, 1);
        Arrays.fill(differences, STEPS + step, 2 * STEPS, -1);
        int[] prompts = IntStream.range(0, differences.length).toArray();
        return ClusteredMean.of(differences, prompts, ItemMeans.DIFFERENCE);
    }

    private static int prompts(Collection<Item> items) {
        return Math.toIntExact(items.stream().map(Item::baseQuestion).distinct().count());
    }
}
