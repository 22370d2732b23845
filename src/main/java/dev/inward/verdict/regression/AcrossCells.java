package dev.inward.verdict.regression;

import dev.inward.verdict.Decision;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.GateVerdict;
import dev.inward.verdict.Judgement;
import dev.inward.verdict.RegressionAcrossCellsClaim;
import dev.inward.verdict.Verdict;
import dev.inward.verdict.figures.AdvantageChange.ItemAdvantages;
import dev.inward.verdict.figures.ChangeAcrossCells;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Judges the claim over all cells of a baseline.
 *
 * @param cells the cells of the baseline
 * @param claim the claim
 * @param matcher finds the cell of the baseline that belongs to a cell of the run
 */
record AcrossCells(
        List<RecordedCell> cells, RegressionAcrossCellsClaim claim, BaselineMatcher matcher) {

    /**
     * @param verdicts the verdicts on the single cells, at least one
     * @param notExecuted the names of the cells of the baseline that were not executed
     */
    GateVerdict judge(List<Verdict> verdicts, List<String> notExecuted) {
        List<String> fallen = names(verdicts, Decision.FAIL);
        List<String> incomparable = new ArrayList<>();
        notExecuted.forEach(cell -> incomparable.add(cell + ": this JVM did not execute it"));
        List<List<ItemAdvantages>> changes = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            Evidence evidence = verdict.evidence();
            matcher.cellOf(evidence.request())
                    .map(cell -> CellChange.of(cell, evidence, claim.tolerance()))
                    .ifPresentOrElse(
                            change -> {
                                changes.add(change.pairs());
                                change.whyIncomparable()
                                        .ifPresent(
                                                reason ->
                                                        incomparable.add(
                                                                name(verdict) + ": " + reason));
                            },
                            () ->
                                    incomparable.add(
                                            name(verdict) + ": " + verdict.judgement().reason()));
        }
        ChangeAcrossCells change =
                incomparable.isEmpty()
                        ? ChangeAcrossCells.of(
                                changes,
                                claim.tolerance(),
                                verdicts.get(0).evidence().rule().confidence())
                        : null;
        return new GateVerdict(
                claim,
                change == null ? undecided(fallen, incomparable) : claim.judge(change, fallen),
                cells.size(),
                names(verdicts, Decision.INCONCLUSIVE),
                change);
    }

    private static Judgement undecided(List<String> fallen, List<String> incomparable) {
        return fallen.isEmpty()
                ? Judgement.undecidable(
                        String.format(
                                Locale.ROOT,
                                "%d cells cannot be compared with the baseline. %s. One JVM must execute all cells, with Surefire's forkCount=1 and reuseForks=true.",
                                incomparable.size(),
                                String.join("; ", incomparable)))
                : RegressionAcrossCellsClaim.failOf(fallen);
    }

    private static List<String> names(List<Verdict> verdicts, Decision decision) {
        return verdicts.stream()
                .filter(verdict -> verdict.decision() == decision)
                .map(AcrossCells::name)
                .sorted()
                .toList();
    }

    private static String name(Verdict verdict) {
        return String.format(
                Locale.ROOT,
                "%s of %s",
                verdict.evidence().request().property().name(),
                verdict.evidence());
    }
}
