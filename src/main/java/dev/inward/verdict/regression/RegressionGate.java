package dev.inward.verdict.regression;

import dev.inward.Margin;
import dev.inward.statistics.PValueAdjustment;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.GateVerdict;
import dev.inward.verdict.Judgement;
import dev.inward.verdict.RegressionAcrossCellsClaim;
import dev.inward.verdict.RegressionClaim;
import dev.inward.verdict.Verdict;
import dev.inward.verdict.figures.AdvantageChange;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares the cells of a run with those of a baseline.
 *
 * <p>A cell is one property of one target with one predictor. The matching cell of the baseline has
 * the same property and predictor, and a target of the same name. If both the baseline and the run
 * have exactly one target, these two match even if their names differ.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class RegressionGate {

    private final Path file;
    private final List<RecordedCell> cells;
    private final RegressionClaim claim;

    private RegressionGate(Path file, List<RecordedCell> cells, RegressionClaim claim) {
        this.file = file;
        this.cells = cells;
        this.claim = claim;
    }

    /**
     * Reads a baseline.
     *
     * @param file the file of the baseline
     * @param margin the allowed fall of an advantage, at least 0
     * @throws IllegalArgumentException if the file is missing or invalid, or the margin is below 0
     */
    public static RegressionGate open(Path file, Margin margin) {
        return new RegressionGate(
                file, List.copyOf(RecordedRun.read(file).cells()), new RegressionClaim(margin));
    }

    /**
     * Returns the cross-predictors that the baseline has for a cell.
     *
     * @param property the name of the property
     * @param target a target of the run
     * @param targets all targets of the run
     * @return the predictors of this property of the old version of the target, sorted. If the
     *     baseline lacks the property, the predictors of any property of that target. Empty if the
     *     target has no old version
     */
    public Set<String> predictors(String property, String target, Set<String> targets) {
        Optional<String> oldVersion = new BaselineMatcher(cells, targets).oldVersion(target);
        List<RecordedCell> ofTarget =
                cells.stream()
                        .filter(cell -> oldVersion.filter(cell.target().name()::equals).isPresent())
                        .toList();
        Set<String> ofProperty =
                names(ofTarget.stream().filter(cell -> cell.property().equals(property)));
        return ofProperty.isEmpty() ? names(ofTarget.stream()) : ofProperty;
    }

    private static Set<String> names(Stream<RecordedCell> predicted) {
        return predicted
                .map(cell -> cell.predictor().name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Checks that a target has an old version in the baseline.
     *
     * @param target a target of the run
     * @param targets all targets of the run
     * @throws IllegalArgumentException if the old version is ambiguous
     */
    public void requireOldVersion(String target, Set<String> targets) {
        new BaselineMatcher(cells, targets).requireOldVersion(target);
    }

    /**
     * Judges whether a cell has regressed. Waits for the comparisons of all cells, since the
     * adjusted p-value depends on them. The verdict is not reported to listeners.
     *
     * @param evidence the measurement of the new version
     * @param all the evidence of the whole run, each cell once, this one included
     * @return the verdict; INCONCLUSIVE if the baseline has no matching cell
     * @throws IllegalArgumentException if the old version of the target is ambiguous
     */
    public Verdict judge(Evidence evidence, List<Evidence> all) {
        BaselineMatcher matcher = matcher(all);
        matcher.requireOldVersion(evidence.request().target());
        return matcher.cellOf(evidence.request())
                .map(cell -> judge(cell, evidence, all, matcher))
                .orElseGet(() -> new Verdict(evidence, claim, missingCell(), null));
    }

    private Judgement missingCell() {
        return Judgement.undecidable(
                String.format(
                        Locale.ROOT,
                        "the baseline %s has no such cell, so a regression cannot be detected. Write a new baseline, or omit the eval or the predictor.",
                        file));
    }

    private Verdict judge(
            RecordedCell cell, Evidence evidence, List<Evidence> all, BaselineMatcher matcher) {
        CellChange cellChange = CellChange.of(cell, evidence, claim.tolerance());
        Optional<AdvantageChange> change =
                cellChange
                        .change()
                        .map(
                                unadjusted ->
                                        unadjusted.withAdjustedP(
                                                adjustedPValues(all, matcher)[
                                                        cells.indexOf(cell)]));
        Judgement judgement =
                cellChange
                        .whyUndecidable()
                        .map(Judgement::undecidable)
                        .orElseGet(() -> claim.judge(change.orElseThrow()));
        return new Verdict(evidence, claim, judgement, change.orElse(null));
    }

    /**
     * Returns the p-values of all cells of the baseline, adjusted by Holm's method. An unmeasured
     * cell has the p-value 1.
     */
    private double[] adjustedPValues(List<Evidence> all, BaselineMatcher matcher) {
        var p = new double[cells.size()];
        Arrays.fill(p, 1);
        for (Evidence evidence : all) {
            matcher.cellOf(evidence.request())
                    .ifPresent(cell -> p[cells.indexOf(cell)] = p(cell, evidence));
        }
        return PValueAdjustment.HOLM.adjust(p);
    }

    /**
     * Judges the claim over all cells. The verdict is not reported to listeners.
     *
     * @param verdicts the verdicts on the executed cells, each cell once, at least one
     * @param all the evidence of the whole run, each cell once
     * @return the verdict; INCONCLUSIVE if a cell of the baseline was not executed or cannot be
     *     compared, or if the baseline lacks a cell of the run
     */
    public GateVerdict judgeAcrossCells(List<Verdict> verdicts, List<Evidence> all) {
        return new AcrossCells(
                        cells, new RegressionAcrossCellsClaim(claim.tolerance()), matcher(all))
                .judge(
                        verdicts,
                        cellsNotExecuted(verdicts.stream().map(Verdict::evidence).toList(), all));
    }

    /** Returns 1 for a comparison that failed. Its own eval reports the failure. */
    private double p(RecordedCell cell, Evidence evidence) {
        try {
            return CellChange.of(cell, evidence, claim.tolerance()).p();
        } catch (RuntimeException failed) {
            return 1;
        }
    }

    /**
     * {@return the display names of the baseline's cells that no executed eval measured, sorted as
     * in the file}
     *
     * @param executed the evidence of the executed evals
     * @param all the evidence of the whole run
     */
    public List<String> cellsNotExecuted(List<Evidence> executed, List<Evidence> all) {
        BaselineMatcher matcher = matcher(all);
        Set<RecordedCell> executedCells =
                executed.stream()
                        .flatMap(evidence -> matcher.cellOf(evidence.request()).stream())
                        .collect(Collectors.toSet());
        return cells.stream()
                .filter(cell -> !executedCells.contains(cell))
                .map(RecordedCell::displayName)
                .toList();
    }

    private BaselineMatcher matcher(List<Evidence> all) {
        return new BaselineMatcher(
                cells,
                all.stream()
                        .map(evidence -> evidence.request().target())
                        .collect(Collectors.toSet()));
    }

    /** {@return the path of the baseline} */
    @Override
    public String toString() {
        return file.toString();
    }
}
