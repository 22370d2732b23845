package dev.inward.verdict.regression;

import dev.inward.study.Comparison;
import dev.inward.verdict.figures.AdvantageChange.ItemAdvantages;
import dev.inward.verdict.items.DataSufficiency;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Checks whether a cell of a baseline and a cell of this run have enough items in common. */
final class CommonItems {

    /** The share of the baseline's items that must still have the property and both predictions. */
    private static final double MIN_KEPT_SHARE = 0.9;

    private CommonItems() {}

    /**
     * Returns why the two cells cannot be compared; empty if they can be.
     *
     * @param pairs the items that both versions have to predict
     */
    static Optional<String> whyInsufficient(
            RecordedCell recorded, Comparison current, List<ItemAdvantages> pairs) {
        List<ItemAdvantages> items = pairs.stream().filter(ItemAdvantages::isComplete).toList();
        return missing(recorded)
                .or(() -> DataSufficiency.tooManyMissing(current))
                .or(() -> noCommonItem(items))
                .or(() -> tooFewKept(recorded, items));
    }

    /**
     * Returns why the numbers of a contrast cannot be compared; empty if they can be.
     *
     * @param recorded the texts of all items in the baseline, as {@link ItemNumber} writes them
     * @param current those of this run, in the same order
     */
    static Optional<String> whyInsufficient(List<String> recorded, List<String> current) {
        long measured = recorded.stream().filter(ItemNumber::isMeasured).count();
        long kept =
                IntStream.range(0, recorded.size())
                        .filter(i -> ItemNumber.isMeasured(recorded.get(i)))
                        .filter(i -> ItemNumber.isMeasured(current.get(i)))
                        .count();
        return missing("the baseline", recorded)
                .or(() -> missing("this run", current))
                .or(
                        () ->
                                kept < MIN_KEPT_SHARE * measured
                                        ? DataSufficiency.reason(
                                                "only %d of the baseline's %d measured items are measured in this run. Below 90 %% the remaining items may be the easy ones.",
                                                kept, measured)
                                        : Optional.empty());
    }

    private static Optional<String> missing(String version, List<String> texts) {
        long missing = texts.stream().filter(ItemNumber::isMissing).count();
        long asked = texts.stream().filter(text -> !text.equals(ItemNumber.NOT_MEASURED)).count();
        return missing > Comparison.MAX_MISSING_SHARE * asked
                ? DataSufficiency.reason(
                        "the measurement lacks answers to %d of %d items in %s, more than 1 %%.",
                        missing, asked, version)
                : Optional.empty();
    }

    private static Optional<String> missing(RecordedCell recorded) {
        return recorded.missing() > Comparison.MAX_MISSING_SHARE * recorded.items()
                ? DataSufficiency.reason(
                        "%d of the baseline's %d items have no answer (%.1f %%). Above 1 %% no claim can be decided.",
                        recorded.missing(),
                        recorded.items(),
                        100.0 * recorded.missing() / recorded.items())
                : Optional.empty();
    }

    /**
     * If the new version has the property on far fewer items, the remaining items may be the easy
     * ones.
     */
    private static Optional<String> tooFewKept(RecordedCell recorded, List<ItemAdvantages> items) {
        return items.size() < MIN_KEPT_SHARE * recorded.predicted()
                ? DataSufficiency.reason(
                        "only %d of the baseline's %d items have the property and both predictions in this run. Below 90 %% the remaining items may be the easy ones.",
                        items.size(), recorded.predicted())
                : Optional.empty();
    }

    private static Optional<String> noCommonItem(List<ItemAdvantages> items) {
        return items.isEmpty()
                ? DataSufficiency.reason(
                        "no item has the property and all predictions both in the baseline and in this run")
                : Optional.empty();
    }
}
