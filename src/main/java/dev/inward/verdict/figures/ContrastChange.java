package dev.inward.verdict.figures;

import dev.inward.Margin;
import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.Interval;
import dev.inward.task.Item;
import dev.inward.verdict.items.ItemDifferences;
import dev.inward.verdict.items.ItemMeans;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a contrast in two versions of a model.
 *
 * <p>A contrast may exist on some items only, such as those on which a finetuning changed the
 * behaviour, and these need not be the same in both versions. Items with both numbers are paired.
 * The change is the difference of the two means, each over its own items. For the bounds, each item
 * has the value by which it moves this difference (linearization of a ratio, Särndal, Swensson and
 * Wretman 1992, section 5.5). If all items have both numbers, that value is new − old.
 *
 * @param items the items that have a number in at least one version
 * @param range the largest absolute value of a number, above 0
 * @param isByTask whether tasks have the same weight; otherwise items have it
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record ContrastChange(List<ItemNumbers> items, double range, boolean isByTask) {

    /**
     * The numbers of one item.
     *
     * @param item the item
     * @param before the possible numbers of the old version, more than one if an answer is missing;
     *     null if the contrast does not exist on this item
     * @param after the same for the new version
     */
    public record ItemNumbers(Item item, @Nullable Interval before, @Nullable Interval after) {

        private boolean isComplete() {
            return (before == null || before.width() == 0) && (after == null || after.width() == 0);
        }

        private double old() {
            return Objects.requireNonNull(before).lower();
        }

        private double current() {
            return Objects.requireNonNull(after).lower();
        }

        /** Returns the same with single numbers: those that make the change least, or greatest. */
        private ItemNumbers decided(boolean isLeast) {
            return new ItemNumbers(item, end(before, !isLeast), end(after, isLeast));
        }

        private static @Nullable Interval end(@Nullable Interval numbers, boolean isLower) {
            return numbers == null
                    ? null
                    : ItemDifferences.exactly(isLower ? numbers.lower() : numbers.upper());
        }
    }

    /**
     * Copies the items.
     *
     * @param items as in the record
     * @param range as in the record
     * @param isByTask as in the record
     */
    public ContrastChange {
        items = List.copyOf(items);
    }

    /**
     * Returns the change, with a p-value that is not yet adjusted for other figures.
     *
     * @param margin the margin of the regression claim
     * @param confidence the confidence of bounds and intervals
     * @return empty if one version has no number at all, or in one task if tasks have the same
     *     weight
     */
    public Optional<AdvantageChange> judgedWith(Margin margin, double confidence) {
        List<ItemNumbers> complete = items.stream().filter(ItemNumbers::isComplete).toList();
        if (complete.isEmpty() || !strata(complete).values().stream().allMatch(Stratum::hasBoth)) {
            return Optional.empty();
        }
        ClusteredMean difference = difference(complete, 1);
        FixedBounds ofComplete = new FixedBounds(difference, confidence);
        List<ItemNumbers> least = items.stream().map(item -> item.decided(true)).toList();
        List<ItemNumbers> greatest = items.stream().map(item -> item.decided(false)).toList();
        double p = difference(greatest, -1).oneSidedTest(margin.fraction()).p();
        return Optional.of(
                new AdvantageChange(
                        mean(complete.stream().filter(it -> it.before != null).toList(), true),
                        mean(complete.stream().filter(it -> it.after != null).toList(), false),
                        difference,
                        complete.size() == items.size()
                                ? ofComplete
                                : new WorstCaseBounds(
                                        new FixedBounds(difference(least, 1), confidence),
                                        new FixedBounds(difference(greatest, 1), confidence),
                                        ofComplete),
                        items.size() - complete.size(),
                        p,
                        p,
                        confidence));
    }

    private ClusteredMean mean(List<ItemNumbers> known, boolean isOld) {
        return average(
                known, new Interval(-range, range), item -> isOld ? item.old() : item.current());
    }

    /**
     * Returns the difference of the means of single numbers.
     *
     * @param sign 1 for new − old, −1 for old − new
     */
    private ClusteredMean difference(List<ItemNumbers> decided, int sign) {
        Map<String, Stratum> strata = strata(decided);
        double least = 0;
        double greatest = 0;
        for (Stratum stratum : strata.values()) {
            least = Math.min(least, stratum.influence(-range, range));
            greatest = Math.max(greatest, stratum.influence(range, -range));
        }
        Interval influences =
                sign > 0 ? new Interval(least, greatest) : new Interval(-greatest, -least);
        return average(
                decided,
                influences,
                item ->
                        Math.max(
                                influences.lower(),
                                Math.min(
                                        influences.upper(),
                                        sign
                                                * Objects.requireNonNull(strata.get(label(item)))
                                                        .influence(item))));
    }

    private ClusteredMean average(
            List<ItemNumbers> averaged, Interval values, Function<ItemNumbers, Double> value) {
        var means = new ItemMeans<>(averaged, ItemNumbers::item);
        return isByTask ? means.macro(values, value::apply) : means.micro(values, value::apply);
    }

    private String label(ItemNumbers item) {
        return isByTask ? item.item().task() : "";
    }

    private Map<String, Stratum> strata(List<ItemNumbers> decided) {
        Map<String, Stratum> strata = new HashMap<>();
        decided.forEach(item -> strata.computeIfAbsent(label(item), it -> new Stratum()).add(item));
        return strata;
    }

    /** The sums of the items that are averaged together. */
    private static final class Stratum {

        private int size;
        private int olds;
        private int news;
        private double sumOfOld;
        private double sumOfNew;

        void add(ItemNumbers item) {
            size++;
            if (item.before != null) {
                olds++;
                sumOfOld += item.old();
            }
            if (item.after != null) {
                news++;
                sumOfNew += item.current();
            }
        }

        boolean hasBoth() {
            return olds > 0 && news > 0;
        }

        /** Returns the value of an item; the mean of these values is the difference of means. */
        double influence(ItemNumbers item) {
            if (olds == size && news == size) {
                return item.current() - item.old();
            }
            return change()
                    + (item.after == null ? 0 : ofNew(item.current()))
                    - (item.before == null ? 0 : ofOld(item.old()));
        }

        /** Returns the value of an item with these numbers. */
        double influence(double current, double old) {
            return olds == size && news == size
                    ? current - old
                    : change() + ofNew(current) - ofOld(old);
        }

        private double change() {
            return sumOfNew / news - sumOfOld / olds;
        }

        private double ofNew(double number) {
            return (number - sumOfNew / news) * size / news;
        }

        private double ofOld(double number) {
            return (number - sumOfOld / olds) * size / olds;
        }
    }
}
