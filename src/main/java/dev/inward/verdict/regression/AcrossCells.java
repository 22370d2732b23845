package dev.inward.verdict.regression;

import dev.inward.verdict.CellVerdict;
import dev.inward.verdict.Decision;
import dev.inward.verdict.GateVerdict;
import dev.inward.verdict.Judgement;
import dev.inward.verdict.RegressionAcrossCellsClaim;
import dev.inward.verdict.figures.ChangeAcrossCells;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Judges the claim over all cells of a baseline.
 *
 * @param compared the cells of the run
 * @param claim the claim
 */
record AcrossCells(ComparedCells compared, RegressionAcrossCellsClaim claim) {

    /**
     * @param cells the number of cells of the baseline
     * @param notExecuted the names of the cells of the baseline that were not executed
     */
    GateVerdict judge(int cells, List<String> notExecuted) {
        List<CellVerdict> verdicts = compared.verdicts();
        List<String> fallen = names(verdicts, Decision.FAIL);
        List<String> incomparable = new ArrayList<>();
        notExecuted.forEach(cell -> incomparable.add(cell + ": it was not executed"));
        List<ComparedCell> executed = compared.executed();
        compared.incomparable().forEach((name, reason) -> incomparable.add(name + ": " + reason));
        ChangeAcrossCells change =
                incomparable.isEmpty() && !executed.isEmpty()
                        ? ChangeAcrossCells.of(
                                executed.stream()
                                        .map(cell -> compared.change(cell).pairs())
                                        .toList(),
                                compared.figuresOfBaseline(),
                                claim.tolerance(),
                                executed.get(0).confidence())
                        : null;
        return new GateVerdict(
                claim,
                change == null
                        ? undecided(fallen, incomparable, !notExecuted.isEmpty())
                        : claim.judge(change, fallen),
                cells,
                names(verdicts, Decision.INCONCLUSIVE),
                change,
                verdicts);
    }

    private static Judgement undecided(
            List<String> fallen, List<String> incomparable, boolean isIncomplete) {
        return fallen.isEmpty()
                ? Judgement.undecidable(
                        String.format(
                                Locale.ROOT,
                                "%d of the advantages and contrasts cannot be compared with the baseline. %s.%s",
                                incomparable.size(),
                                String.join("; ", incomparable),
                                isIncomplete ? " Execute the evals of all cells in one run." : ""))
                : RegressionAcrossCellsClaim.failOf(fallen);
    }

    private static List<String> names(List<CellVerdict> verdicts, Decision decision) {
        return verdicts.stream()
                .filter(verdict -> verdict.decision() == decision)
                .map(CellVerdict::cell)
                .sorted()
                .toList();
    }
}
