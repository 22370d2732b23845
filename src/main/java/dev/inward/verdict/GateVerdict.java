package dev.inward.verdict;

import dev.inward.verdict.figures.ChangeAcrossCells;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * The verdict of a whole regression gate: one claim over all cells of the baseline.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param claim the claim
 * @param judgement the decision and its reason
 * @param cells the number of cells of the baseline, at least 1
 * @param open the names of the advantages and contrasts whose own verdict is INCONCLUSIVE, sorted;
 *     copied
 * @param change the change over all cells; null if a cell cannot be compared
 * @param verdicts the verdicts on the advantages and contrasts of the executed cells, sorted by
 *     cell; copied
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record GateVerdict(
        RegressionAcrossCellsClaim claim,
        Judgement judgement,
        int cells,
        List<String> open,
        @Nullable ChangeAcrossCells change,
        List<CellVerdict> verdicts) {

    /**
     * Copies the lists.
     *
     * @param claim as in the record
     * @param judgement as in the record
     * @param cells as in the record
     * @param open as in the record
     * @param change as in the record
     * @param verdicts as in the record
     */
    public GateVerdict {
        open = List.copyOf(open);
        verdicts = List.copyOf(verdicts);
    }

    /** {@return the decision: PASS, FAIL or INCONCLUSIVE} */
    public Decision decision() {
        return judgement.decision();
    }

    /** {@return the change over all cells; empty if a cell cannot be compared} */
    public Optional<ChangeAcrossCells> changeSinceBaseline() {
        return Optional.ofNullable(change);
    }

    /**
     * {@return several lines that name the claim, the decision, its reason, the number of items
     * that would decide it and the open cells}
     */
    public String explanation() {
        return String.format(
                Locale.ROOT,
                "%nExpecting, on all %d cells of the baseline:%n  %s%nbut the verdict is %s:%n  %s%n%s%s",
                cells,
                claim.wording(),
                decision(),
                judgement.reason(),
                itemsNeeded(),
                open.isEmpty()
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "  Cells that are open by themselves: %s%n",
                                String.join("; ", open)));
    }

    private String itemsNeeded() {
        return changeSinceBaseline()
                .flatMap(
                        measured ->
                                judgement
                                        .itemsToSettle()
                                        .map(
                                                needed ->
                                                        needed.describe(
                                                                measured.difference().size())))
                .orElse("");
    }
}
