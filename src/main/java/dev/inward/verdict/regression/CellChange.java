package dev.inward.verdict.regression;

import dev.inward.Margin;
import dev.inward.verdict.figures.AdvantageChange;
import dev.inward.verdict.figures.AdvantageChange.ItemAdvantages;
import dev.inward.verdict.items.DataSufficiency;
import java.util.List;
import java.util.Optional;

/**
 * The change of one figure of a cell since the baseline, or the reason why it cannot be judged.
 *
 * @param whyIncomparable the reason why the two versions cannot be compared; empty if they can be
 * @param whyOpen the reason why this figure by itself cannot be judged, although the versions can
 *     be compared; empty if it can be
 * @param pairs the advantages on each item that both versions have to predict; empty for a contrast
 * @param change the change; empty if no item has the numbers of both versions
 */
record CellChange(
        Optional<String> whyIncomparable,
        Optional<String> whyOpen,
        List<ItemAdvantages> pairs,
        Optional<AdvantageChange> change) {

    /** Returns the change of the advantage of a cell. */
    static CellChange of(ComparedCell cell, Optional<String> whyIncomparable, Margin margin) {
        List<ItemAdvantages> pairs = cell.items();
        List<ItemAdvantages> complete = pairs.stream().filter(ItemAdvantages::isComplete).toList();
        return new CellChange(
                whyIncomparable,
                DataSufficiency.tooFewPrompts(complete.stream().map(ItemAdvantages::item).toList()),
                pairs,
                complete.isEmpty()
                        ? Optional.empty()
                        : Optional.of(AdvantageChange.of(pairs, margin, cell.confidence())));
    }

    /**
     * Returns the change of a contrast.
     *
     * @param whyIncomparable the reason why its cell cannot be compared; empty if it can be
     */
    static CellChange of(
            ComparedContrast contrast,
            Optional<String> whyIncomparable,
            Margin margin,
            double confidence) {
        Optional<AdvantageChange> change = contrast.change(margin, confidence);
        return new CellChange(
                whyIncomparable.or(contrast::whyInsufficient),
                contrast.whyUndecidable()
                        .or(
                                () ->
                                        change.isPresent()
                                                ? Optional.empty()
                                                : Optional.of(
                                                        "one version has no number of it in one of the tasks")),
                List.of(),
                change);
    }

    /** Returns the reason why this change by itself cannot be judged; empty if it can be. */
    Optional<String> whyUndecidable() {
        return whyIncomparable.or(() -> whyOpen);
    }

    /** Returns the p-value for Holm's adjustment; 1 if the change cannot be judged. */
    double p() {
        return whyUndecidable().isPresent() ? 1 : change.map(AdvantageChange::p).orElse(1.0);
    }
}
