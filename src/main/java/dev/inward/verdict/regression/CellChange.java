package dev.inward.verdict.regression;

import dev.inward.Margin;
import dev.inward.study.Comparison;
import dev.inward.task.Item;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.figures.AdvantageChange;
import dev.inward.verdict.figures.DataSufficiency;
import java.util.List;
import java.util.Optional;

/**
 * What a cell of a run and its counterpart in a baseline come to: the change, or why there is
 * nothing to conclude.
 *
 * @param lack empty where the change can be judged
 * @param change empty where not one item has all four predictions
 */
record CellChange(Optional<String> lack, Optional<AdvantageChange> change) {

    /** The share of the baseline's items that has to be there still. */
    private static final double FEWEST_KEPT = 0.9;

    static CellChange of(RecordedCell then, Evidence evidence, Margin margin) {
        Comparison now = evidence.comparison();
        Optional<String> misfit = BaselineCompatibility.lack(then, now);
        if (misfit.isPresent()) {
            return new CellChange(misfit, Optional.empty());
        }
        List<AdvantageChange.Pair> pairs = then.pairs(now);
        List<Item> items = pairs.stream().map(AdvantageChange.Pair::item).toList();
        Optional<String> lack =
                missing(then)
                        .or(() -> DataSufficiency.missing(now))
                        .or(() -> noCommonItem(items))
                        .or(() -> vanished(then, items))
                        .or(() -> DataSufficiency.fewPrompts(items));
        return new CellChange(
                lack,
                items.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                AdvantageChange.of(pairs, margin, evidence.rule().confidence())));
    }

    private static Optional<String> missing(RecordedCell then) {
        return then.missing() > Comparison.MOST_MISSING * then.items()
                ? DataSufficiency.lacking(
                        "%d of the baseline's %d items have no answer (%.1f %%), and above 1 %% nothing is decided",
                        then.missing(), then.items(), 100.0 * then.missing() / then.items())
                : Optional.empty();
    }

    /** What a new version no longer has the property on may be what it no longer foretells. */
    private static Optional<String> vanished(RecordedCell then, List<Item> items) {
        return items.size() < FEWEST_KEPT * then.predicted()
                ? DataSufficiency.lacking(
                        "only %d of the baseline's %d items have the property and predictions now too, and below 90 %% those left may be the easy ones",
                        items.size(), then.predicted())
                : Optional.empty();
    }

    private static Optional<String> noCommonItem(List<Item> items) {
        return items.isEmpty()
                ? DataSufficiency.lacking(
                        "no item has the property and all predictions both in the baseline and now")
                : Optional.empty();
    }

    /** The p-value that other cells are adjusted by: one that shows nothing where there is none. */
    double p() {
        return lack.isPresent() ? 1 : change.map(AdvantageChange::p).orElse(1.0);
    }
}
