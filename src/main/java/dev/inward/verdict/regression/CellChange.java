package dev.inward.verdict.regression;

import dev.inward.Margin;
import dev.inward.study.Comparison;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.figures.AdvantageChange;
import dev.inward.verdict.items.DataSufficiency;
import java.util.List;
import java.util.Optional;

/**
 * The change of one cell since the baseline, or the reason why it cannot be judged.
 *
 * @param whyIncomparable the reason why the two versions cannot be compared; empty if they can be
 * @param pairs the advantages on each item that has all four predictions
 * @param change the change; empty if no item has all four predictions
 */
record CellChange(
        Optional<String> whyIncomparable,
        List<AdvantageChange.ItemAdvantages> pairs,
        Optional<AdvantageChange> change) {

    /** The share of the baseline's items that must still have the property and both predictions. */
    private static final double MIN_KEPT_SHARE = 0.9;

    static CellChange of(RecordedCell recorded, Evidence evidence, Margin margin) {
        Comparison current = evidence.comparison();
        Optional<String> incompatibility = BaselineCompatibility.whyIncompatible(recorded, current);
        if (incompatibility.isPresent()) {
            return new CellChange(incompatibility, List.of(), Optional.empty());
        }
        List<AdvantageChange.ItemAdvantages> pairs = recorded.pairs(current);
        Optional<String> reason =
                missing(recorded)
                        .or(() -> DataSufficiency.tooManyMissing(current))
                        .or(() -> noCommonItem(pairs))
                        .or(() -> tooFewKept(recorded, pairs));
        return new CellChange(
                reason,
                pairs,
                pairs.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                AdvantageChange.of(pairs, margin, evidence.rule().confidence())));
    }

    /**
     * Returns the reason why the change of this cell by itself cannot be judged; empty if it can
     * be.
     */
    Optional<String> whyUndecidable() {
        return whyIncomparable.or(
                () ->
                        DataSufficiency.tooFewPrompts(
                                pairs.stream().map(AdvantageChange.ItemAdvantages::item).toList()));
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
    private static Optional<String> tooFewKept(
            RecordedCell recorded, List<AdvantageChange.ItemAdvantages> items) {
        return items.size() < MIN_KEPT_SHARE * recorded.predicted()
                ? DataSufficiency.reason(
                        "only %d of the baseline's %d items have the property and both predictions in this run. Below 90 %% the remaining items may be the easy ones.",
                        items.size(), recorded.predicted())
                : Optional.empty();
    }

    private static Optional<String> noCommonItem(List<AdvantageChange.ItemAdvantages> items) {
        return items.isEmpty()
                ? DataSufficiency.reason(
                        "no item has the property and all predictions both in the baseline and in this run")
                : Optional.empty();
    }

    /** Returns the p-value for Holm's adjustment; 1 if the change cannot be judged. */
    double p() {
        return whyUndecidable().isPresent() ? 1 : change.map(AdvantageChange::p).orElse(1.0);
    }
}
