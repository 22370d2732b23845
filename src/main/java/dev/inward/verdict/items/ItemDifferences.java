package dev.inward.verdict.items;

import dev.inward.statistics.Interval;
import dev.inward.study.Comparison;
import dev.inward.study.Prediction;
import dev.inward.study.ScoredItem;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The differences of two scores on all items of a comparison.
 *
 * <p>Answers may be missing more often where one predictor is right. So nothing is assumed about a
 * missing answer: its score may have any value. A bound for the least favourable value of each
 * missing answer holds whatever they would have been (Manski 1989, "Anatomy of the Selection
 * Problem").
 *
 * @param complete the differences on the items without a missing answer, each a single value
 * @param incomplete the differences on the other items
 */
public record ItemDifferences(List<ItemDifference> complete, List<ItemDifference> incomplete) {

    /** Copies the lists. */
    public ItemDifferences {
        complete = List.copyOf(complete);
        incomplete = List.copyOf(incomplete);
    }

    /** Returns self-prediction minus cross-prediction. */
    public static ItemDifferences advantages(Comparison comparison) {
        return of(comparison, ScoredItem::isComplete, item -> between(item.self(), item.cross()));
    }

    /** Returns self-prediction minus the mode baseline. */
    public static ItemDifferences aboveModeBaseline(Comparison comparison) {
        return of(
                comparison,
                ScoredItem::isComplete,
                item -> selfMinus(item, exactly(item.modeBaselineScore())));
    }

    /**
     * Returns a difference of scores. On an item without a behaviour of the target it may be
     * anything from −1 to 1.
     *
     * @param isComplete whether an item has all answers that the difference needs
     * @param difference the values that the difference on an item may have
     */
    public static ItemDifferences of(
            Comparison comparison,
            Predicate<ScoredItem> isComplete,
            Function<ScoredItem, Interval> difference) {
        Function<ScoredItem, ItemDifference> onItem =
                item -> new ItemDifference(item.item(), difference.apply(item));
        return new ItemDifferences(
                comparison.items().stream().filter(isComplete).map(onItem).toList(),
                Stream.concat(
                                comparison.items().stream().filter(isComplete.negate()).map(onItem),
                                comparison.withoutBehaviour().stream()
                                        .map(
                                                item ->
                                                        new ItemDifference(
                                                                item, ItemMeans.DIFFERENCE)))
                        .toList());
    }

    /** Returns the differences that the scores of two predictions may have. */
    public static Interval between(Prediction prediction, Prediction other) {
        return possibleScores(prediction).minus(possibleScores(other));
    }

    /** Returns the differences that the score of self-prediction and another score may have. */
    public static Interval selfMinus(ScoredItem item, Interval other) {
        return possibleScores(item.self()).minus(other);
    }

    private static Interval possibleScores(Prediction prediction) {
        return new Interval(prediction.score(), prediction.highestPossibleScore());
    }

    /** Returns the interval that has only one value. */
    public static Interval exactly(double value) {
        return new Interval(value, value);
    }

    /** Returns the differences on all items. */
    public List<ItemDifference> all() {
        return Stream.concat(complete.stream(), incomplete.stream()).toList();
    }
}
