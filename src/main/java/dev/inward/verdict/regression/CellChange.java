package dev.inward.verdict.regression;

import dev.inward.Margin;
import dev.inward.verdict.figures.AdvantageChange;
import dev.inward.verdict.figures.AdvantageChange.ItemAdvantages;
import dev.inward.verdict.items.DataSufficiency;
import java.util.List;
import java.util.Optional;

/**
 * The change of one cell since the baseline, or the reason why it cannot be judged.
 *
 * @param whyIncomparable the reason why the two versions cannot be compared; empty if they can be
 * @param pairs the advantages on each item that both versions have to predict
 * @param change the change; empty if no item has all four predictions
 */
record CellChange(
        Optional<String> whyIncomparable,
        List<ItemAdvantages> pairs,
        Optional<AdvantageChange> change) {

    static CellChange of(ComparedCell cell, Optional<String> whyIncomparable, Margin margin) {
        List<ItemAdvantages> pairs = cell.items();
        return new CellChange(
                whyIncomparable,
                pairs,
                complete(pairs).isEmpty()
                        ? Optional.empty()
                        : Optional.of(AdvantageChange.of(pairs, margin, cell.confidence())));
    }

    /**
     * Returns the reason why the change of this cell by itself cannot be judged; empty if it can
     * be.
     */
    Optional<String> whyUndecidable() {
        return whyIncomparable.or(
                () ->
                        DataSufficiency.tooFewPrompts(
                                complete(pairs).stream().map(ItemAdvantages::item).toList()));
    }

    private static List<ItemAdvantages> complete(List<ItemAdvantages> pairs) {
        return pairs.stream().filter(ItemAdvantages::isComplete).toList();
    }

    /** Returns the p-value for Holm's adjustment; 1 if the change cannot be judged. */
    double p() {
        return whyUndecidable().isPresent() ? 1 : change.map(AdvantageChange::p).orElse(1.0);
    }
}
